package dev.recall4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Reranker;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets nothing but relevances through: as many as passages, each from 0 to 1, and in time. Whatever
 * else a model answers, or throws, is {@code MODEL_UNAVAILABLE}; only {@link ModelFailure what is
 * wrong with the machine} is passed on. Thread-safe, if the reranker is.
 *
 * <p>Calls run on threads of their own, since a model may not heed an interrupt: one that hangs
 * holds one of {@value #CALLS_MAX} threads and no search. They are platform threads, because a
 * model in native code would hold the carrier of a virtual one. Calls beyond that wait for their
 * turn, within their time.
 */
final class CheckedReranker implements Reranker {

    private static final int CALLS_MAX = 16;
    private static final long IDLE_SECONDS = 30;

    private final Reranker reranker;
    private final Duration timeout;
    private final ThreadPoolExecutor threads;

    CheckedReranker(Reranker reranker, Duration timeout) {
        this.reranker = reranker;
        this.timeout = timeout;
        this.threads =
                new ThreadPoolExecutor(
                        CALLS_MAX,
                        CALLS_MAX,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("recall4j-rerank-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public double[] relevances(String query, List<Passage> passages) {
        double[] answer = answer(query, passages);
        if (answer == null) {
            throw refused("answered with nothing");
        }
        double[] relevances = answer.clone();
        if (relevances.length != passages.size()) {
            throw refused(
                    "answered with %,d figures for %,d passages"
                            .formatted(relevances.length, passages.size()));
        }
        for (double relevance : relevances) {
            if (!(relevance >= 0 && relevance <= 1)) {
                throw refused("answered with a figure that is not from 0 to 1");
            }
        }
        return relevances;
    }

    private double @Nullable [] answer(String query, List<Passage> passages) {
        FutureTask<double[]> call = new FutureTask<>(() -> reranker.relevances(query, passages));
        try {
            threads.execute(call);
            return call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw refused("did not answer within %,d ms".formatted(timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("was not waited for, because the search was interrupted");
        } catch (RejectedExecutionException | CancellationException e) {
            throw new UnavailableException(ErrorCode.CLOSED, "The reranker was closed.");
        } finally {
            call.cancel(true);
            threads.remove(call);
        }
    }

    /** The message of a model's own exception could hold what was said, so it goes no further. */
    private static UnavailableException failed(Throwable cause) {
        ModelFailure.passOnIfOfTheMachine(cause);
        return refused(
                ModelFailure.codeOf(cause), "failed with a " + cause.getClass().getSimpleName());
    }

    private static UnavailableException refused(String what) {
        return refused(ErrorCode.MODEL_UNAVAILABLE, what);
    }

    private static UnavailableException refused(ErrorCode code, String what) {
        return new UnavailableException(
                code, "The reranker %s; check the model, or give it more time.".formatted(what));
    }

    /** Searches that wait for it go on without. */
    @Override
    public void close() {
        for (Runnable waiting : threads.shutdownNow()) {
            ((FutureTask<?>) waiting).cancel(true);
        }
        reranker.close();
    }
}
