package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
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
 * @param further other turns and spans that it was drawn from, where one does not say it all, as of
 *     a task that was done in many turns; mostly none
 */
public record Candidate(
        String text,
        Evidence evidence,
        Set<String> categories,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        List<Evidence> further) {

    public Candidate {
        Objects.requireNonNull(text, "text");
        categories = Set.copyOf(categories);
        further = List.copyOf(further);
    }

    /** A statement that one span says. */
    public Candidate(
            String text,
            Evidence evidence,
            Set<String> categories,
            @Nullable Instant validFrom,
            @Nullable Instant validTo) {
        this(text, evidence, categories, validFrom, validTo, List.of());
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
