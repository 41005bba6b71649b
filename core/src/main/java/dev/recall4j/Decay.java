package dev.recall4j;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Source;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How memories fade: what was not said again for long counts a little less in a ranking.
 *
 * <p>The freshness of a memory is 1 when it was last said and halves with every half-life. Each
 * doubling of how often it was said, and of how many turns it rests on, adds one half-life to its
 * half-life. A memory in the category {@value #PINNED} stays fresh, unless it was an extractor that
 * found the category.
 *
 * <p>A memory then scores {@code (1 - bound + bound * freshness) * score of the signals}: it loses
 * no more than the bound's share. So one that answers better by more than that stays first, however
 * old it is.
 *
 * @param bound what share of its score a memory can lose at most; 0 to 0.5
 * @param halfLife of memories without a category that has its own; 1 hour to 100 years of 365 days
 * @param halfLives by category, in the same range. Of several, the longest counts
 */
public record Decay(double bound, Duration halfLife, Map<String, Duration> halfLives) {

    /** The category of memories that do not fade. */
    public static final String PINNED = "pinned";

    private static final double BOUND_DEFAULT = 0.1;
    private static final double BOUND_MAX = 0.5;
    private static final Duration HALF_LIFE_MIN = Duration.ofHours(1);
    private static final Duration HALF_LIFE_MAX = Duration.ofDays(100 * 365);

    /**
     * @throws InvalidRequestException if one is out of its range
     */
    public Decay {
        if (!(bound >= 0 && bound <= BOUND_MAX)) {
            throw new InvalidRequestException(
                    "The bound of decay is %s; give one from 0 to %s.".formatted(bound, BOUND_MAX));
        }
        requireInRange(halfLife);
        halfLives = Map.copyOf(halfLives);
        halfLives.values().forEach(Decay::requireInRange);
    }

    /** With this half-life for all memories, and a bound of 0.1. */
    public static Decay of(Duration halfLife) {
        return new Decay(BOUND_DEFAULT, halfLife, Map.of());
    }

    /** The same with another bound. */
    public Decay withBound(double changed) {
        return new Decay(changed, halfLife, halfLives);
    }

    /** The same with a half-life for a category. */
    public Decay withHalfLife(String category, Duration itsHalfLife) {
        Map<String, Duration> more = new HashMap<>(halfLives);
        more.put(category, itsHalfLife);
        return new Decay(bound, halfLife, more);
    }

    private static void requireInRange(Duration halfLife) {
        if (halfLife.compareTo(HALF_LIFE_MIN) < 0 || halfLife.compareTo(HALF_LIFE_MAX) > 0) {
            throw new InvalidRequestException(
                    "The half-life is %s; give one from 1 hour to 100 years.".formatted(halfLife));
        }
    }

    /** How fresh a memory is at a time: from 0 to 1. */
    double freshness(Memory memory, Instant at) {
        if (isPinned(memory)) {
            return 1;
        }
        double age = Math.max(0, Duration.between(memory.lastSaidAt(), at).toSeconds());
        double halfLives = age / (halfLifeOf(memory).toSeconds() * reinforcement(memory));
        return Math.pow(0.5, halfLives);
    }

    /** What was said must not keep itself fresh. */
    private static boolean isPinned(Memory memory) {
        return memory.categories().contains(PINNED)
                && !memory.provenance().found().contains(PINNED);
    }

    private Duration halfLifeOf(Memory memory) {
        return memory.categories().stream()
                .filter(halfLives::containsKey)
                .map(halfLives::get)
                .max(Duration::compareTo)
                .orElse(halfLife);
    }

    private static double reinforcement(Memory memory) {
        long turns = memory.provenance().sources().stream().map(Source::turnId).distinct().count();
        return 1 + doublings(memory.occurrences()) + doublings(Math.max(1, turns));
    }

    private static double doublings(long count) {
        return Math.log(count) / Math.log(2);
    }
}
