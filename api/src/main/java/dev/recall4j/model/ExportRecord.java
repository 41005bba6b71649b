package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One line of an export. An export holds a tenant's turns, memories and history, and what is left
 * of those that were erased; each record comes after those it refers to. Vectors are left out and
 * made anew on restore.
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
     * @param gist what is reckoned from its text
     * @param evidence every turn and span that supports it; empty only if each of its turns was
     *     erased
     */
    record OfMemory(Memory memory, Gist gist, List<Evidence> evidence) implements ExportRecord {

        public OfMemory {
            Objects.requireNonNull(memory, "memory");
            Objects.requireNonNull(gist, "gist");
            evidence = List.copyOf(evidence);
        }
    }

    /** An entry of a memory's history. */
    record OfHistory(HistoryEntry entry) implements ExportRecord {}

    /**
     * What is left of an erased memory: where it is restored, the memory is erased if it is there,
     * and no older export brings it back.
     */
    record OfTombstone(MemoryId memory, Instant erasedAt) implements ExportRecord {

        /**
         * @throws InvalidRequestException if the time is out of range
         */
        public OfTombstone {
            Objects.requireNonNull(memory, "memory");
            Times.require("time of the erasure", erasedAt);
        }
    }

    /** What is left of an erased turn; see {@link OfTombstone}. */
    record OfErasedTurn(TurnId turn) implements ExportRecord {}
}
