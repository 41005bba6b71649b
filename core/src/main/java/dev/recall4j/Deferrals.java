package dev.recall4j;

import dev.recall4j.model.HearingId;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which hearings may still wait for others to join them. Forgotten when the process ends, so that
 * after the next start none waits any longer. Thread-safe.
 */
final class Deferrals {

    private final Clock clock;
    private final Duration wait;
    private final Map<HearingId, Instant> since = new ConcurrentHashMap<>();

    Deferrals(Clock clock, Duration wait) {
        this.clock = clock;
        this.wait = wait;
    }

    void add(HearingId hearing) {
        since.put(hearing, clock.instant());
    }

    boolean have(HearingId hearing) {
        Instant start = since.get(hearing);
        return start != null && mayWait(start);
    }

    /** Forgets those that have waited long enough. */
    void tidy() {
        since.values().removeIf(start -> !mayWait(start));
    }

    /** Not in the time before it began, either: then the clock was set back. */
    private boolean mayWait(Instant start) {
        Duration waited = Duration.between(start, clock.instant());
        return !waited.isNegative() && waited.compareTo(wait) < 0;
    }
}
