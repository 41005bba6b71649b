package dev.recall4j.model;

import java.util.Map;

/**
 * A memory that a search found.
 *
 * @param memory the memory
 * @param score how well it answers, from 0 to 1; comparable between queries
 * @param explanation what each signal gave, if it was asked for; else empty
 */
public record Recalled(Memory memory, double score, Map<Signal, Part> explanation) {

    public Recalled {
        explanation = Map.copyOf(explanation);
    }

    /**
     * What one signal gave to a score.
     *
     * @param raw the signal's own figure: a cosine, the share of the query's words by weight, the
     *     relevance that a reranker found, or how fresh it is
     * @param part what of it entered the score, from 0 to 1
     * @param rank its place, from 1. Of a signal that finds memories on its own, and of a reranker:
     *     in what it found or judged; 0 if only others found it. Of a signal that judges
     *     surroundings: by its figure among all that was judged; 0 if that is nothing. Of the
     *     others, whose figures many memories share: 0
     */
    public record Part(double raw, double part, int rank) {}
}
