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
 * @param settings what is wished of a language model that draws them
 * @param metadata attached to every memory
 * @param categories attached to every memory
 * @param expiresAt from when on the memories are not recalled, or null for never
 * @param actor who brought them
 * @param review whether nothing becomes a memory before somebody accepts it
 */
public record HearingOptions(
        ExtractionMode mode,
        ExtractionSettings settings,
        Metadata metadata,
        Set<String> categories,
        @Nullable Instant expiresAt,
        String actor,
        boolean review) {

    /**
     * @throws InvalidRequestException if the expiry is out of range or a category is none
     */
    public HearingOptions {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(actor, "actor");
        if (expiresAt != null) {
            Times.require("expiry time", expiresAt);
        }
        categories = Categories.copyOf(categories);
    }

    /** Statements become memories without anybody looking at them. */
    public HearingOptions(
            ExtractionMode mode,
            ExtractionSettings settings,
            Metadata metadata,
            Set<String> categories,
            @Nullable Instant expiresAt,
            String actor) {
        this(mode, settings, metadata, categories, expiresAt, actor, false);
    }
}
