package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What was decided about one candidate. Each decision says why. */
public sealed interface Decision {

    /** Why, in a few words; names no remembered text. */
    String reason();

    /**
     * The candidate is news: keep it as a new memory.
     *
     * @param outdated what took its place before it was heard, or null if nothing did. It is then
     *     kept as superseded from the start
     */
    record Add(Draft draft, @Nullable Outdated outdated, String reason) implements Decision {

        public Add(Draft draft, String reason) {
            this(draft, null, reason);
        }
    }

    /**
     * What a late candidate lost its place to.
     *
     * @param by an active memory that is true now
     * @param from since when: the end of the candidate's validity, unless its draft begins later
     */
    record Outdated(MemoryId by, Instant from) {

        /**
         * @throws InvalidRequestException if the time is outside the years 1 to 9999
         */
        public Outdated {
            Times.require("time since when a memory is outdated", from);
        }
    }

    /**
     * The candidate says what a memory says already: count it and add its evidence.
     *
     * @param memory the memory that says so already
     * @param evidence where it was said again
     * @param saidAt when it was said again
     * @param expiresAt until when it was said to be kept, or null for always; the memory is kept
     *     until the later of this and its own
     */
    record Reinforce(
            MemoryId memory,
            Evidence evidence,
            Instant saidAt,
            @Nullable Instant expiresAt,
            String reason)
            implements Decision {

        /**
         * @throws InvalidRequestException if a time is outside the years 1 to 9999
         */
        public Reinforce {
            Times.require("time the memory was said again", saidAt);
            if (expiresAt != null) {
                Times.require("expiry time", expiresAt);
            }
        }
    }

    /**
     * The candidate takes the place of a memory that was true until then.
     *
     * @param older the memory whose validity ends
     * @param draft the memory that takes its place; the same one may take that of several
     * @param from since when: the end of the older one's validity unless it ended before, and the
     *     start of the newer one's unless its draft says another, or that it ended by then. If the
     *     older one begins later it was never valid
     */
    record Supersede(MemoryId older, Draft draft, Instant from, String reason) implements Decision {

        /**
         * @throws InvalidRequestException if the time is outside the years 1 to 9999
         */
        public Supersede {
            Times.require("time since when a memory takes a place", from);
        }

        /** Since when the newer one is true, or null if that is not known. */
        public @Nullable Instant validFrom() {
            if (draft.validFrom() != null) {
                return draft.validFrom();
            }
            return draft.validTo() == null || draft.validTo().isAfter(from) ? from : null;
        }
    }

    /** A memory is taken back, and nothing takes its place. */
    record Retract(MemoryId memory, String reason) implements Decision {}

    /**
     * The candidate is not kept.
     *
     * @param evidence where it stands
     * @param code why, for programs
     * @param held the candidate, to be looked at by a person, or null if nobody needs to
     */
    record Ignore(Evidence evidence, ReasonCode code, @Nullable Draft held, String reason)
            implements Decision {

        public Ignore(Evidence evidence, ReasonCode code, String reason) {
            this(evidence, code, null, reason);
        }
    }
}
