package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A statement that an extractor proposes; not yet believed, and not checked: one that no memory can
 * be is left out later, and the others stay.
 *
 * @param text the statement, readable without the conversation around it
 * @param evidence the turn and span it was drawn from
 * @param categories what kind of statement it is, such as {@code preference} or {@code plan}
 * @param validFrom since when it is true, if the turn says so and it is not in the future of the
 *     turn; else null
 * @param validTo until when it is true, if the turn says so, be it in the future of the turn; else
 *     null
 */
public record Candidate(
        String text,
        Evidence evidence,
        Set<String> categories,
        @Nullable Instant validFrom,
        @Nullable Instant validTo) {

    public Candidate {
        Objects.requireNonNull(text, "text");
        categories = Set.copyOf(categories);
    }

    /** A statement that is true until something else is said. */
    public Candidate(
            String text, Evidence evidence, Set<String> categories, @Nullable Instant validFrom) {
        this(text, evidence, categories, validFrom, null);
    }

    /** The evidence only. */
    @Override
    public String toString() {
        return "Candidate[evidence=%s]".formatted(evidence);
    }
}
