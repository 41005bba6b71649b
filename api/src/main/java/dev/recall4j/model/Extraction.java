package dev.recall4j.model;

import java.util.List;
import java.util.Objects;

/**
 * What an extractor made of some turns.
 *
 * @param candidates the statements it proposes, in the order of the conversation
 * @param skipped what it passed over, and why: one entry for each turn or part of a turn
 * @param use what language models were used for it
 */
public record Extraction(List<Candidate> candidates, List<Skipped> skipped, ModelUse use) {

    public Extraction {
        candidates = List.copyOf(candidates);
        skipped = List.copyOf(skipped);
        Objects.requireNonNull(use, "use");
    }

    /** Made without a language model. */
    public Extraction(List<Candidate> candidates, List<Skipped> skipped) {
        this(candidates, skipped, ModelUse.NONE);
    }

    /**
     * A span that gave no candidate.
     *
     * @param evidence the turn and span
     * @param code why
     */
    public record Skipped(Evidence evidence, ReasonCode code) {

        public Skipped {
            Objects.requireNonNull(code, "code");
        }
    }
}
