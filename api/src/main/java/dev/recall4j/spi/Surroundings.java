package dev.recall4j.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * Which other memories tell what a memory is about: those said within {@value #REACH} turns before
 * or after it, in the same conversation (exactly the same scope, and no more than {@link #PAUSE}
 * apart). An answer often holds none of the words of the question that it answers.
 */
public final class Surroundings {

    /** How many turns away, before and after. Turns are counted whether they are kept or not. */
    public static final int REACH = 2;

    /** What was said longer before or after is another conversation. */
    public static final Duration PAUSE = Duration.ofHours(6);

    private static final double DAMPING = 0.8;

    private Surroundings() {}

    /**
     * What a word counts that was said so many turns away; 1 in the memory itself. Other memories
     * of the same turn count as one turn away.
     */
    public static double weight(long turnsAway) {
        return Math.pow(DAMPING, Math.max(1, Math.abs(turnsAway)));
    }

    /** Whether what was said at two times can belong together. */
    public static boolean together(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(PAUSE) <= 0;
    }
}
