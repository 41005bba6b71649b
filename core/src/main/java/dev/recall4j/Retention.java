package dev.recall4j;

import dev.recall4j.model.Erasure;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Journal;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Erases memories whose expiry is long enough past: when a caller wants it, and now and then if it
 * was told to. Otherwise what expired is only hidden. Thread-safe.
 */
final class Retention {

    /** Erasing rewrites the file of a journal, so it is done for many memories at once. */
    private static final Duration INTERVAL = Duration.ofHours(1);

    private static final Duration AGO_MAX = Duration.ofDays(100 * 365);

    private final Journal journal;
    private final Clock clock;
    private final @Nullable Duration after;
    private @Nullable Instant last;

    /**
     * @param after how long after their expiry memories are erased without being asked for, or null
     *     for never
     */
    Retention(Journal journal, Clock clock, @Nullable Duration after) {
        if (after != null) {
            requireInRange(after);
        }
        this.journal = journal;
        this.clock = clock;
        this.after = after;
    }

    /**
     * Erases what is to be erased without being asked for, if that was not done a moment ago.
     *
     * @return whether there was something
     */
    synchronized boolean pass() {
        Instant now = now();
        if (after == null || wasAMomentAgo(last, now)) {
            return false;
        }
        Erasure erasure = journal.operator().eraseExpired(now.minus(after), act("upkeep", now));
        last = now;
        return erasure.memories() > 0;
    }

    /** Not so if the clock was set back since: it may have been years ahead. */
    private static boolean wasAMomentAgo(@Nullable Instant last, Instant now) {
        return last != null && !now.isBefore(last) && now.isBefore(last.plus(INTERVAL));
    }

    /** Erases what a tenant has that expired so long ago or longer. */
    Erasure eraseExpired(Caller caller, Duration ago) {
        requireInRange(ago);
        Instant now = now();
        return journal.eraseExpired(caller.tenant(), now.minus(ago), act(caller.actor(), now));
    }

    private static Act act(String actor, Instant now) {
        return new Act(actor, now, "expired");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void requireInRange(Duration ago) {
        if (ago.isNegative() || ago.compareTo(AGO_MAX) > 0) {
            throw new InvalidRequestException(
                    "Memories are to be erased %s after their expiry; give 0 to 100 years."
                            .formatted(ago));
        }
    }
}
