package dev.recall4j.model;

import java.util.Objects;

/**
 * Which embedder made a vector.
 *
 * @param name name of the model, unique among models whose vectors differ
 * @param dimension length of its vectors
 */
public record EmbedderInfo(String name, int dimension) {

    public EmbedderInfo {
        Objects.requireNonNull(name, "name");
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension " + dimension);
        }
    }
}
