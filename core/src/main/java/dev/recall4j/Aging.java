package dev.recall4j;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Signal;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lets memories fade in a ranking, as {@link Decay} says. Without one, scores stay as they are.
 *
 * <p>Scores only sink, and no further than the bound. So what lies lower than the last one wanted
 * would after such a fall cannot come among those wanted; it is not looked at and keeps its score.
 * Thread-safe.
 */
final class Aging {

    private final @Nullable Decay decay;

    Aging(@Nullable Decay decay) {
        this.decay = decay;
    }

    /**
     * @param found best first
     * @param at the time from which age is counted back
     * @param wanted how many results are wanted
     * @param journal tells which of some memories can be shown, and what they say now
     * @return the same memories, best first
     */
    List<Fusion.Scored> at(
            Instant at,
            List<Fusion.Scored> found,
            int wanted,
            Function<List<Fusion.Scored>, Map<MemoryId, Memory>> journal) {
        if (decay == null || found.isEmpty()) {
            return found;
        }
        List<Fusion.Scored> near = contenders(found, wanted, decay.bound());
        Map<MemoryId, Memory> memories = journal.apply(near);
        List<Fusion.Scored> aged = new ArrayList<>();
        for (Fusion.Scored scored : near) {
            Memory memory = memories.get(scored.memory());
            aged.add(memory == null ? scored : aged(scored, decay, decay.freshness(memory, at)));
        }
        aged.addAll(found.subList(near.size(), found.size()));
        aged.sort(Fusion.Scored.BEST_FIRST);
        return List.copyOf(aged);
    }

    private static List<Fusion.Scored> contenders(
            List<Fusion.Scored> found, int wanted, double bound) {
        int end = Math.min(wanted, found.size());
        double lowest = found.get(end - 1).score() * (1 - bound);
        while (end < found.size() && found.get(end).score() >= lowest) {
            end++;
        }
        return found.subList(0, end);
    }

    private static Fusion.Scored aged(Fusion.Scored scored, Decay decay, double freshness) {
        double part = decay.bound() * freshness * scored.score();
        return scored.scaled(1 - decay.bound())
                .plus(new Fusion.Gain(Signal.FRESHNESS, freshness, part, 0));
    }
}
