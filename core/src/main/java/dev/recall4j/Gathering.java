package dev.recall4j;

import dev.recall4j.model.InvalidRequestException;

import java.time.Duration;

/**
 * How long {@linkplain dev.recall4j.model.AddRequest#deferred deferred} adds wait for others of
 * their scope, so that one call of a language model serves them all. It is looked at every half
 * minute, or more often if the patience is shorter.
 *
 * @param turns they are taken up once so many turns wait; 1 to 10,000, default 20
 * @param patience or once one has waited so long; 0 to 1 day, default 5 minutes
 * @param byItself whether what waits is taken up by itself, be it deferred or left by a model that
 *     was down; else it waits until {@link Memories#extractPending} is called. Default: yes
 */
public record Gathering(int turns, Duration patience, boolean byItself) {

    private static final int TURNS_MAX = 10_000;
    private static final Duration PATIENCE_MAX = Duration.ofDays(1);
    private static final Gathering DEFAULTS = new Gathering(20, Duration.ofMinutes(5));

    /**
     * @throws InvalidRequestException if one is out of its range
     */
    public Gathering {
        if (turns < 1 || turns > TURNS_MAX) {
            throw new InvalidRequestException(
                    "Deferred adds are to be taken up once %,d turns wait; give 1 to %,d."
                            .formatted(turns, TURNS_MAX));
        }
        if (patience.isNegative() || patience.compareTo(PATIENCE_MAX) > 0) {
            throw new InvalidRequestException(
                    "Deferred adds are to wait %s; give 0 seconds to 1 day.".formatted(patience));
        }
    }

    /** Taken up by itself. */
    public Gathering(int turns, Duration patience) {
        this(turns, patience, true);
    }

    /** The default, but that nothing is taken up by itself: for a process that soon ends. */
    public static Gathering onlyWhenAsked() {
        return new Gathering(DEFAULTS.turns, DEFAULTS.patience, false);
    }

    public static Gathering defaults() {
        return DEFAULTS;
    }
}
