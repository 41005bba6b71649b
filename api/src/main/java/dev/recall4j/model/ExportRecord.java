package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One line of an export. An export holds a tenant's turns, memories and history, candidates that
 * are held, and what is left of what was erased; each record comes after those it refers to.
 * Vectors are left out and made anew on restore.
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
     * A candidate that is held, drawn from one turn.
     *
     * @param scope whose memory it would be
     * @param draft the memory it would be
     * @param code why it is held
     * @param at since when
     */
    record OfHeld(Scope scope, Draft draft, ReasonCode code, Instant at) implements ExportRecord {

        /**
         * @throws InvalidRequestException if it does not cite exactly one turn, or the time is out
         *     of range
         */
        public OfHeld {
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(code, "code");
            if (draft.evidence().size() != 1) {
                throw new InvalidRequestException(
                        "A held candidate cites %,d turns; it must be one."
                                .formatted(draft.evidence().size()));
            }
            Times.require("time it is held since", at);
        }

        public Evidence evidence() {
            return draft.evidence().getFirst();
        }
    }

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
