package dev.recall4j;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.spi.Reranker;

import java.time.Duration;

/**
 * How much a reranker has to say. A memory then scores {@code weight * relevance + (1 - weight) *
 * score of the signals}; one that the reranker was not given counts as not relevant, so it never
 * scores more than one that it was given.
 *
 * @param weight of the relevance in the score; 0 to 1, default 0.7
 * @param candidates how many of the memories that the signals found it is given, best first; 1 to
 *     {@link Reranker#PASSAGES_MAX}, default 100
 * @param timeout how long a search waits for it before it goes on without; 1 ms to 1 minute,
 *     default 2 seconds
 */
public record Reranking(double weight, int candidates, Duration timeout) {

    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(1);
    private static final Reranking DEFAULTS = new Reranking(0.7, 100, Duration.ofSeconds(2));

    /**
     * @throws InvalidRequestException if one is out of its range
     */
    public Reranking {
        if (!(weight >= 0 && weight <= 1)) {
            throw new InvalidRequestException(
                    "The weight of the reranker is %s; give one from 0 to 1.".formatted(weight));
        }
        if (candidates < 1 || candidates > Reranker.PASSAGES_MAX) {
            throw new InvalidRequestException(
                    "The reranker is to be given %,d candidates; give it 1 to %,d."
                            .formatted(candidates, Reranker.PASSAGES_MAX));
        }
        if (timeout.compareTo(TIMEOUT_MIN) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new InvalidRequestException(
                    "The time-out of the reranker is %s; give one from 1 ms to 1 minute."
                            .formatted(timeout));
        }
    }

    public static Reranking defaults() {
        return DEFAULTS;
    }

    /** The same with another weight. */
    public Reranking withWeight(double changed) {
        return new Reranking(changed, candidates, timeout);
    }

    /** The same with another number of candidates. */
    public Reranking withCandidates(int changed) {
        return new Reranking(weight, changed, timeout);
    }

    /** The same with another time-out. */
    public Reranking withTimeout(Duration changed) {
        return new Reranking(weight, candidates, changed);
    }
}
