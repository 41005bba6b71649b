package dev.recall4j.model;

import java.util.Objects;
import java.util.Set;

/**
 * What is reckoned from the text of a statement, so that others are found that may say the same or
 * the contrary. It holds digests, no words.
 *
 * @param fingerprint equal for texts that say the same up to case, punctuation and white space; at
 *     most one active memory of a scope has it
 * @param topics what the statement says something of that can change; equal for statements that can
 *     be held against each other. At most {@value #TOPICS_MAX}
 */
public record Gist(String fingerprint, Set<String> topics) {

    public static final int TOPICS_MAX = 32;

    public Gist {
        Objects.requireNonNull(fingerprint, "fingerprint");
        topics = Set.copyOf(topics);
        if (topics.size() > TOPICS_MAX) {
            throw new IllegalArgumentException("more than " + TOPICS_MAX + " topics");
        }
    }

    /** That of a statement that says nothing that can change. */
    public static Gist of(String fingerprint) {
        return new Gist(fingerprint, Set.of());
    }
}
