package dev.recall4j.wire;

import dev.recall4j.model.Erasure;

/** How much an {@code erase} removed for good. */
public record ErasureForm(long memories, long turns) {

    public static ErasureForm of(Erasure erasure) {
        return new ErasureForm(erasure.memories(), erasure.turns());
    }
}
