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
     * @param raw the signal's own figure: a cosine, the share of the query's words by weight, or
     *     the relevance that a reranker found
     * @param part what of it entered the score, from 0 to 1
     * @param rank its place in what this signal found, from 1; 0 if only others found it
     */
    public record Part(double raw, double part, int rank) {}
}
