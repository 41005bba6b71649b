package dev.recall4j.chat;

import dev.recall4j.model.HeardTurn;

import java.util.ArrayList;
import java.util.List;

/**
 * The turns of one call. In it they are numbered from 1.
 *
 * @param earlier the turns just before them, which help to understand
 */
record Batch(List<HeardTurn> earlier, List<HeardTurn> turns) {

    private static final int EARLIER_TURNS = 4;
    private static final int EARLIER_TOKENS = 500;

    Batch {
        earlier = List.copyOf(earlier);
        turns = List.copyOf(turns);
    }

    /** Splits turns between calls, in their order, so that each call has its portion. */
    static List<Batch> of(List<HeardTurn> turns, int tokensMax) {
        List<Batch> batches = new ArrayList<>();
        int start = 0;
        long tokens = 0;
        for (int i = 0; i < turns.size(); i++) {
            int more = Portions.tokensOf(turns.get(i));
            if (i > start && tokens + more > tokensMax) {
                batches.add(new Batch(before(turns, start), turns.subList(start, i)));
                start = i;
                tokens = 0;
            }
            tokens += more;
        }
        batches.add(new Batch(before(turns, start), turns.subList(start, turns.size())));
        return List.copyOf(batches);
    }

    private static List<HeardTurn> before(List<HeardTurn> turns, int start) {
        int from = start;
        long tokens = 0;
        while (from > 0 && start - from < EARLIER_TURNS) {
            tokens += Portions.tokensOf(turns.get(from - 1));
            if (tokens > EARLIER_TOKENS) {
                break;
            }
            from--;
        }
        return turns.subList(from, start);
    }

    boolean has(int number) {
        return number >= 1 && number <= turns.size();
    }

    HeardTurn turn(int number) {
        return turns.get(number - 1);
    }

    /** Far more than can be said in so many words; an answer with more is not read on. */
    int factsMax() {
        int characters = turns.stream().mapToInt(turn -> turn.turn().text().length()).sum();
        return 50 + 5 * turns.size() + characters / 100;
    }
}
