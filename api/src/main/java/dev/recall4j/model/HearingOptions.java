package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * How heard turns are to become memories. It is kept with the turns, so that extraction can be
 * taken up after a crash or when a model is back.
 *
 * @param mode how statements are drawn from them
 * @param metadata attached to every memory
 * @param categories attached to every memory
 * @param expiresAt from when on the memories are not recalled, or null for never
 * @param actor who brought them
 */
public record HearingOptions(
        ExtractionMode mode,
        Metadata metadata,
        Set<String> categories,
        @Nullable Instant expiresAt,
        String actor) {

    /**
     * @throws InvalidRequestException if the expiry is out of range or a category is none
     */
    public HearingOptions {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(actor, "actor");
        if (expiresAt != null) {
            Times.require("expiry time", expiresAt);
        }
        categories = Categories.copyOf(categories);
    }
}
