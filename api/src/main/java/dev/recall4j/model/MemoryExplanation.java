package dev.recall4j.model;

import java.util.List;
import java.util.Objects;

/**
 * Why a memory is what it is. The memory's {@linkplain Memory#provenance provenance} names the
 * turns it was drawn from, with their texts, and the extractor.
 *
 * @param memory the memory, whatever its status
 * @param history what happened to it, oldest first, with reasons and actors
 * @param older the memories whose place it took, itself or through others: each after the one that
 *     took its place; at most {@value #CHAIN_MAX}
 * @param newer the memory that took its place, the one that took that one's place, and so on; at
 *     most {@value #CHAIN_MAX}
 * @param recalls where it was recalled
 */
public record MemoryExplanation(
        Memory memory,
        List<HistoryEntry> history,
        List<Memory> older,
        List<Memory> newer,
        Recalls recalls) {

    public static final int CHAIN_MAX = 100;

    public MemoryExplanation {
        Objects.requireNonNull(memory, "memory");
        history = List.copyOf(history);
        older = List.copyOf(older);
        newer = List.copyOf(newer);
        Objects.requireNonNull(recalls, "recalls");
    }

    /** The memory's id only. */
    @Override
    public String toString() {
        return "MemoryExplanation[memory=%s]".formatted(memory.id());
    }
}
