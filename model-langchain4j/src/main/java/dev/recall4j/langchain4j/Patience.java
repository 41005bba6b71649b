package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;

import java.time.Duration;

/**
 * How long a model is waited for, and how often it is asked again. Immutable.
 *
 * @param timeout a call returns or fails within it, all its retries and pauses included; 1 ms to 1
 *     hour, 60 seconds by default
 * @param retries how often a call is repeated that failed by no fault of its own: the model is
 *     busy, broken or cannot be reached; 0 to 10, 2 by default
 * @param firstPause the pause before the first retry, doubled before each further one; about as
 *     long, for half of it is left to chance. If the model says how long to wait, that is done
 *     instead. 1 ms to 1 minute, half a second by default
 * @param failures after so many failed attempts in a row, the model is left alone and calls fail at
 *     once; 1 to 1,000, 5 by default
 * @param rest how long it is left alone, until one call tries again; 1 ms to 1 hour, 30 seconds by
 *     default
 */
public record Patience(
        Duration timeout, int retries, Duration firstPause, int failures, Duration rest) {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Patience DEFAULTS =
            new Patience(
                    Duration.ofSeconds(60), 2, Duration.ofMillis(500), 5, Duration.ofSeconds(30));

    /**
     * @throws InvalidRequestException if a value is out of range
     */
    public Patience {
        require("timeout", timeout, Duration.ofHours(1));
        require("retries", retries, 0, 10);
        require("first-pause", firstPause, Duration.ofMinutes(1));
        require("failures", failures, 1, 1_000);
        require("rest", rest, Duration.ofHours(1));
    }

    public static Patience defaults() {
        return DEFAULTS;
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidRequestException(
                    "The setting %s is %,d; give one from %,d to %,d."
                            .formatted(name, value, min, max));
        }
    }

    private static void require(String name, Duration value, Duration max) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(max) > 0) {
            throw new InvalidRequestException(
                    "The setting %s is %s; give a time from 1 ms to %s."
                            .formatted(name, Times.told(value), Times.told(max)));
        }
    }

    public Patience withTimeout(Duration timeout) {
        return new Patience(timeout, retries, firstPause, failures, rest);
    }

    public Patience withRetries(int retries) {
        return new Patience(timeout, retries, firstPause, failures, rest);
    }

    public Patience withFirstPause(Duration firstPause) {
        return new Patience(timeout, retries, firstPause, failures, rest);
    }

    public Patience withFailures(int failures) {
        return new Patience(timeout, retries, firstPause, failures, rest);
    }

    public Patience withRest(Duration rest) {
        return new Patience(timeout, retries, firstPause, failures, rest);
    }
}
