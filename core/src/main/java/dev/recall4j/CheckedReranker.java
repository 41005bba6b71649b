package dev.recall4j;

import dev.recall4j.spi.Reranker;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * Lets nothing but relevances through: as many as passages, each from 0 to 1, and in time. Whatever
 * else a model answers, or throws, is {@code MODEL_UNAVAILABLE}; only {@link ModelFailure what is
 * wrong with the machine} is passed on. Thread-safe, if the reranker is.
 */
final class CheckedReranker implements Reranker {

    private final Reranker reranker;
    private final Duration timeout;
    private final TimedCalls calls = new TimedCalls("reranker", "recall4j-rerank-");

    CheckedReranker(Reranker reranker, Duration timeout) {
        this.reranker = reranker;
        this.timeout = timeout;
    }

    @Override
    public double[] relevances(String query, List<Passage> passages) {
        double[] answer = answer(query, passages);
        if (answer == null) {
            throw calls.refused("answered with nothing");
        }
        double[] relevances = answer.clone();
        if (relevances.length != passages.size()) {
            throw calls.refused(
                    "answered with %,d figures for %,d passages"
                            .formatted(relevances.length, passages.size()));
        }
        for (double relevance : relevances) {
            if (!(relevance >= 0 && relevance <= 1)) {
                throw calls.refused("answered with a figure that is not from 0 to 1");
            }
        }
        return relevances;
    }

    private double @Nullable [] answer(String query, List<Passage> passages) {
        return calls.call(() -> reranker.relevances(query, passages), timeout);
    }

    /** Searches that wait for it go on without. */
    @Override
    public void close() {
        calls.close();
        reranker.close();
    }
}
