package dev.recall4j.lucene;

import dev.recall4j.spi.Surroundings;

import org.apache.lucene.util.VectorUtil;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The candidates of a search in their conversations, where each is judged by the others too. */
final class Talk {

    /** So many memories of one turn count for others, or time would grow with their square. */
    private static final int OF_ONE_TURN_MAX = 32;

    private final Map<Long, Map<Long, List<Judged>>> conversations = new HashMap<>();
    private final Map<Judged, List<Judged>> surroundings = new HashMap<>();

    Talk(List<Judged> candidates) {
        for (Judged one : candidates) {
            conversations
                    .computeIfAbsent(one.spot().conversation(), c -> new HashMap<>())
                    .computeIfAbsent(one.spot().turn(), t -> new ArrayList<>())
                    .add(one);
        }
    }

    /** See {@link dev.recall4j.model.Signal#KEYWORD_AROUND}. */
    double share(Judged one) {
        double[] best = one.shares().clone();
        for (Judged other : around(one)) {
            double weight = Surroundings.weight(other.spot().turn() - one.spot().turn());
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.max(best[i], weight * other.shares()[i]);
            }
        }
        return Judged.sum(best);
    }

    /**
     * See {@link dev.recall4j.model.Signal#DENSE_AROUND}.
     *
     * @param vector of unit length
     */
    double cosine(Judged one, float[] vector) {
        float[] sum = one.vector().clone();
        for (Judged other : around(one)) {
            float[] added = other.vector();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += added[i];
            }
        }
        double length = Math.sqrt(VectorUtil.dotProduct(sum, sum));
        return length == 0 ? 0 : Math.clamp(VectorUtil.dotProduct(sum, vector) / length, -1, 1);
    }

    boolean hasAround(Judged one) {
        return !around(one).isEmpty();
    }

    private List<Judged> around(Judged one) {
        return surroundings.computeIfAbsent(one, this::lookAround);
    }

    private List<Judged> lookAround(Judged one) {
        List<Judged> around = new ArrayList<>();
        long turn = one.spot().turn();
        Map<Long, List<Judged>> conversation =
                conversations.getOrDefault(one.spot().conversation(), Map.of());
        for (long t = turn - Surroundings.REACH; t <= turn + Surroundings.REACH; t++) {
            List<Judged> ofTurn = conversation.getOrDefault(t, List.of());
            for (Judged other : ofTurn.subList(0, Math.min(ofTurn.size(), OF_ONE_TURN_MAX))) {
                if (other != one && other.spot().isAround(one.spot())) {
                    around.add(other);
                }
            }
        }
        return around;
    }
}
