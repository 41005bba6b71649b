package dev.recall4j.lucene;

import dev.recall4j.model.MemoryId;

/**
 * A memory that is a candidate of a search, and what speaks for it.
 *
 * @param vector of unit length; empty if meaning is not asked for
 * @param shares what each word of the query gives it, as a share of the query's whole weight
 */
record Judged(int document, MemoryId memory, Spot spot, float[] vector, double[] shares) {

    /** How much of the query's words it has, 0 to 1. */
    double share() {
        return sum(shares);
    }

    /** At most 1. */
    static double sum(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        return Math.min(sum, 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Judged judged && judged.document == document;
    }

    @Override
    public int hashCode() {
        return document;
    }
}
