package dev.recall4j.quality;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A question about a conversation.
 *
 * @param text as it is asked
 * @param category what a report groups it by
 * @param apart whether it is reported in its category only and is no part of the mean, because a
 *     good memory need not find its evidence
 * @param evidence ids of the utterances that answer it; at least one
 * @param answer the answer whose words are looked for in what was recalled, or null if its words
 *     need not occur there
 */
public record Question(
        String text,
        String category,
        boolean apart,
        Set<String> evidence,
        @Nullable String answer) {

    public Question {
        evidence = Set.copyOf(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a question without evidence cannot be measured");
        }
    }
}
