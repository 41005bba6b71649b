package dev.recall4j.langchain4j;

import java.time.Duration;
import java.util.Objects;

/**
 * An embedding model and how it is to be used. Immutable; prints without the key.
 *
 * @param model which one; configured ones are waited for 20 seconds by default
 * @param options see there
 */
public record EmbeddingSettings(ModelSettings model, EmbeddingOptions options) {

    /** How long a configured embedding model is waited for if nothing is said. */
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    public EmbeddingSettings {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(options, "options");
    }

    /** With the defaults of the options. */
    public static EmbeddingSettings of(ModelSettings model) {
        return new EmbeddingSettings(model, EmbeddingOptions.defaults());
    }

    public EmbeddingSettings withOptions(EmbeddingOptions options) {
        return new EmbeddingSettings(model, options);
    }
}
