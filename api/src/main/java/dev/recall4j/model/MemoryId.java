package dev.recall4j.model;

/**
 * The id of a memory.
 *
 * @param value given out by Recall4j; unique, ordered by time of creation
 */
public record MemoryId(String value) {

    /**
     * @throws InvalidRequestException if the value is blank, over-long or malformed
     */
    public MemoryId {
        value = Identifiers.require("memory", value);
    }

    public static MemoryId of(String value) {
        return new MemoryId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
