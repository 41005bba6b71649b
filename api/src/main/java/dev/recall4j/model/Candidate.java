package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * A statement that an extractor proposes; not yet believed.
 *
 * @param text the statement, readable without the conversation around it
 * @param evidence the turn and span it was drawn from
 * @param categories what kind of statement it is, such as {@code preference} or {@code plan}
 * @param validFrom since when it is true, if the turn says so and it is not in the future of the
 *     turn; else null
 */
public record Candidate(
        String text, Evidence evidence, Set<String> categories, @Nullable Instant validFrom) {

    public Candidate {
        Texts.require("text of the memory", text, Memory.TEXT_LENGTH_MAX);
        categories = Categories.copyOf(categories);
        if (validFrom != null) {
            Times.require("time from which the memory is true", validFrom);
        }
    }

    /** The evidence only. */
    @Override
    public String toString() {
        return "Candidate[evidence=%s]".formatted(evidence);
    }
}
