package dev.recall4j.lucene;

import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.Surroundings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that was said, and what else was said around it.
 *
 * @param around see {@link Surroundings}
 */
record Talk<T extends Talk.Said>(T one, List<T> around) {

    /** So many memories of one turn count for others, or time would grow with their square. */
    private static final int OF_ONE_TURN_MAX = 32;

    private static final Comparator<Said> TURN_BY_TURN =
            Comparator.comparingLong((Said said) -> said.spot().conversation())
                    .thenComparingLong(said -> said.spot().turn());

    /** Not in the order of documents, which merges change. */
    private static final Comparator<Said> AS_IT_WENT =
            TURN_BY_TURN.thenComparing(said -> said.memory().value());

    /** What has its place in a conversation. */
    interface Said {
        Spot spot();

        MemoryId memory();
    }

    /** Each of some among the others. */
    static <T extends Said> List<Talk<T>> among(List<T> said) {
        List<List<T>> turns = turns(said);
        List<Talk<T>> talk = new ArrayList<>(said.size());
        for (int i = 0; i < turns.size(); i++) {
            List<List<T>> near =
                    turns.subList(
                            Math.max(i - Surroundings.REACH, 0),
                            Math.min(i + Surroundings.REACH + 1, turns.size()));
            for (T one : turns.get(i)) {
                talk.add(new Talk<>(one, around(one, near)));
            }
        }
        return talk;
    }

    /** Turn by turn, as the conversations went. */
    private static <T extends Said> List<List<T>> turns(List<T> said) {
        List<T> inOrder = new ArrayList<>(said);
        inOrder.sort(AS_IT_WENT);
        List<List<T>> turns = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= inOrder.size(); i++) {
            if (i == inOrder.size()
                    || TURN_BY_TURN.compare(inOrder.get(start), inOrder.get(i)) != 0) {
                turns.add(inOrder.subList(start, i));
                start = i;
            }
        }
        return turns;
    }

    private static <T extends Said> List<T> around(T one, List<List<T>> near) {
        List<T> around = new ArrayList<>();
        for (List<T> turn : near) {
            for (T other : turn.subList(0, Math.min(turn.size(), OF_ONE_TURN_MAX))) {
                if (other != one && other.spot().isAround(one.spot())) {
                    around.add(other);
                }
            }
        }
        return around;
    }
}
