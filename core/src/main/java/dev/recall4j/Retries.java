package dev.recall4j;

import dev.recall4j.model.HearingId;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * When hearings that failed are tried again: half a minute later, then after twice as long each
 * time, up to an hour. One that fails every time so takes ever less from the others, and is still
 * completed when what it needs is mended. Forgotten when the process ends. Not thread-safe.
 */
final class Retries {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Clock clock;
    private final Map<HearingId, Failure> failures = new HashMap<>();

    Retries(Clock clock) {
        this.clock = clock;
    }

    /** How long a hearing is left alone after its last failure, and until when. */
    private record Failure(Duration pause, Instant until) {}

    boolean isDue(HearingId hearing) {
        Failure last = failures.get(hearing);
        return last == null || !clock.instant().isBefore(last.until());
    }

    void failed(HearingId hearing) {
        Failure last = failures.get(hearing);
        Duration pause = last == null ? FIRST_PAUSE : longer(last.pause());
        failures.put(hearing, new Failure(pause, clock.instant().plus(pause)));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Forgets all others: they do not wait any more. */
    void keepOnly(Set<HearingId> waiting) {
        failures.keySet().retainAll(waiting);
    }
}
