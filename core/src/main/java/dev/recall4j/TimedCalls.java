package dev.recall4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of a model that nobody waits for longer than wanted. Thread-safe.
 *
 * <p>They run on threads of their own, since a model may not heed an interrupt: one that hangs
 * holds one of {@value #CALLS_MAX} threads and no caller. They are platform threads, because a
 * model in native code would hold the carrier of a virtual one. Calls beyond that wait for their
 * turn, within their time.
 */
final class TimedCalls implements AutoCloseable {

    private static final int CALLS_MAX = 16;
    private static final long IDLE_SECONDS = 30;

    private final String who;
    private final ThreadPoolExecutor threads;

    /**
     * @param who what is called, for messages, such as {@code reranker}
     * @param threads how the names of its threads begin
     */
    TimedCalls(String who, String threads) {
        this.who = who;
        this.threads =
                new ThreadPoolExecutor(
                        CALLS_MAX,
                        CALLS_MAX,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name(threads, 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * @throws UnavailableException if it fails or takes longer; but {@link ModelFailure what is
     *     wrong with the machine} is passed on
     */
    <T extends @Nullable Object> T call(Callable<T> work, Duration timeout) {
        FutureTask<T> call = new FutureTask<>(work);
        try {
            threads.execute(call);
            return call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw refused("did not answer within %,d ms".formatted(timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("was not waited for, because the caller was interrupted");
        } catch (RejectedExecutionException | CancellationException e) {
            throw new UnavailableException(ErrorCode.CLOSED, "The %s was closed.".formatted(who));
        } finally {
            call.cancel(true);
            threads.remove(call);
        }
    }

    /** The message of a model's own exception could hold what was said, so it goes no further. */
    private UnavailableException failed(Throwable cause) {
        ModelFailure.passOnIfOfTheMachine(cause);
        return refused(
                ModelFailure.codeOf(cause), "failed with a " + cause.getClass().getSimpleName());
    }

    /** What to throw if an answer is not believed. */
    UnavailableException refused(String what) {
        return refused(ErrorCode.MODEL_UNAVAILABLE, what);
    }

    private UnavailableException refused(ErrorCode code, String what) {
        return new UnavailableException(
                code, "The %s %s; check the model, or give it more time.".formatted(who, what));
    }

    /** Callers that wait go on without an answer. */
    @Override
    public void close() {
        for (Runnable waiting : threads.shutdownNow()) {
            ((FutureTask<?>) waiting).cancel(true);
        }
    }
}
