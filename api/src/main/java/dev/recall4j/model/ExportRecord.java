package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One line of an export. An export holds a tenant's turns, memories and history, each record after
 * those it refers to; vectors are left out and made anew on restore.
 */
public sealed interface ExportRecord {

    /**
     * A turn.
     *
     * @param turn the turn
     * @param pending whether it still waits for extraction, and then how; null if it does not
     */
    record OfTurn(HeardTurn turn, @Nullable HearingOptions pending) implements ExportRecord {}

    /**
     * A memory, with all its evidence.
     *
     * @param memory the memory; its sources are not used
     * @param fingerprint see {@link Draft#fingerprint}
     * @param evidence every turn and span that supports it
     */
    record OfMemory(Memory memory, String fingerprint, List<Evidence> evidence)
            implements ExportRecord {}

    /** An entry of a memory's history. */
    record OfHistory(HistoryEntry entry) implements ExportRecord {}

    /** What is left of an erased memory: it stays erased when an older export is restored. */
    record OfTombstone(MemoryId memory, Instant erasedAt) implements ExportRecord {}
}
