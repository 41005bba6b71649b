package dev.recall4j.model;

/**
 * What an {@code erase} removed for good.
 *
 * @param memories how many memories
 * @param turns how many turns
 */
public record Erasure(long memories, long turns) {

    /** What this and another one removed. */
    public Erasure plus(Erasure other) {
        return new Erasure(memories + other.memories, turns + other.turns);
    }
}
