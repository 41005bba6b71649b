package dev.recall4j.lucene;

import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.Surroundings;

import org.apache.lucene.util.VectorUtil;

import java.util.List;

/**
 * A candidate of a search, and what speaks for it.
 *
 * @param vector of unit length; empty if meaning is not asked for
 * @param shares what each word of the query gives it, as a share of the query's whole weight
 */
record Judged(Candidate candidate, float[] vector, double[] shares) implements Talk.Said {

    int document() {
        return candidate.document();
    }

    @Override
    public MemoryId memory() {
        return candidate.memory();
    }

    @Override
    public Spot spot() {
        return candidate.spot();
    }

    /** How much of the query's words it has, 0 to 1. */
    double share() {
        return sum(shares);
    }

    /** See {@link dev.recall4j.model.Signal#KEYWORD_AROUND}. */
    double shareWith(List<Judged> around) {
        double[] best = shares.clone();
        for (Judged other : around) {
            double weight = Surroundings.weight(other.spot().turn() - spot().turn());
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.max(best[i], weight * other.shares[i]);
            }
        }
        return sum(best);
    }

    /**
     * See {@link dev.recall4j.model.Signal#DENSE_AROUND}.
     *
     * @param query of unit length
     */
    double cosineWith(List<Judged> around, float[] query) {
        float[] sum = vector.clone();
        for (Judged other : around) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += other.vector[i];
            }
        }
        double length = Math.sqrt(VectorUtil.dotProduct(sum, sum));
        return length == 0 ? 0 : Math.clamp(VectorUtil.dotProduct(sum, query) / length, -1, 1);
    }

    /** At most 1. */
    private static double sum(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        return Math.min(sum, 1);
    }
}
