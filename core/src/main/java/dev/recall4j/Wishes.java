package dev.recall4j;

import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.Tenant;

import java.util.Map;

/**
 * What is wished of a language model that extracts: by all, and by some tenants.
 *
 * @param ofAll what applies where nothing else is wished
 * @param ofTenants what a tenant wishes otherwise
 */
record Wishes(ExtractionSettings ofAll, Map<Tenant, ExtractionSettings> ofTenants) {

    Wishes {
        ofTenants = Map.copyOf(ofTenants);
    }

    /** The wishes of a request; where it has none those of its tenant, else those of all. */
    ExtractionSettings of(Tenant tenant, ExtractionSettings request) {
        return request.orElse(
                ofTenants.getOrDefault(tenant, ExtractionSettings.NONE).orElse(ofAll));
    }
}
