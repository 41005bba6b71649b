package dev.recall4j.langchain4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;

/**
 * Calls of one model, each within its time, repeated where that helps. Thread-safe.
 *
 * <p>An attempt runs on a thread of its own, which is interrupted when the time is over. One that
 * heeds no interrupt is left behind and ends when the model lets it; the caller does not wait for
 * it. They are platform threads, because native code would hold the carrier of a virtual one.
 */
final class PatientCalls implements AutoCloseable {

    /** Waits; in tests, it only takes note. */
    interface Pauses {
        /** Whether to give up, because all was closed meanwhile. */
        boolean waitFor(Duration pause) throws InterruptedException;
    }

    /**
     * So much of a pause that the model asked for is added at most, so that not all come at once.
     */
    private static final double SPREAD = 0.1;

    private final String model;
    private final Patience patience;
    private final Circuit circuit;
    private final Pauses pauses;
    private final DoubleSupplier chance;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads;

    PatientCalls(String model, Patience patience) {
        this(model, patience, Clock.systemUTC(), null, Math::random);
    }

    /**
     * @param pauses null for real ones
     * @param chance figures from 0 to 1
     */
    PatientCalls(
            String model,
            Patience patience,
            Clock clock,
            @Nullable Pauses pauses,
            DoubleSupplier chance) {
        this.model = model;
        this.patience = patience;
        this.circuit = new Circuit(model, patience, clock);
        this.pauses = pauses != null ? pauses : this::waitUnlessClosed;
        this.chance = chance;
        this.threads =
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("recall4j-model-", 0).factory());
    }

    private boolean waitUnlessClosed(Duration pause) throws InterruptedException {
        return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    <T> T call(Callable<T> call) {
        long end = System.nanoTime() + patience.timeout().toNanos();
        for (int retry = 0; ; retry++) {
            try {
                return attempt(call, end);
            } catch (UnavailableException e) {
                pauseBefore(retry, e, end);
            }
        }
    }

    private <T> T attempt(Callable<T> call, long end) {
        requireOpen();
        circuit.enter();
        long start = System.nanoTime();
        Future<T> answer = submitted(call);
        try {
            T answered = answer.get(end - start, TimeUnit.NANOSECONDS);
            circuit.succeeded(System.nanoTime() - start);
            return answered;
        } catch (ExecutionException e) {
            throw failed(Objects.requireNonNullElse(e.getCause(), e), System.nanoTime() - start);
        } catch (TimeoutException e) {
            throw failed(tooSlow(), System.nanoTime() - start);
        } catch (InterruptedException e) {
            circuit.leave();
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    ErrorCode.MODEL_UNAVAILABLE,
                    "The call of the model %s was interrupted; ask again.".formatted(model));
        } finally {
            answer.cancel(true);
        }
    }

    private <T> Future<T> submitted(Callable<T> call) {
        try {
            return threads.submit(call);
        } catch (RejectedExecutionException e) {
            circuit.leave();
            throw closed();
        }
    }

    private UnavailableException tooSlow() {
        return new CallFailure(
                        CallFailure.Kind.TOO_SLOW, "(%s)".formatted(Times.told(patience.timeout())))
                .unavailable(model);
    }

    /** What to throw, after the circuit was told. */
    private RuntimeException failed(Throwable thrown, long nanos) {
        if (isClosed()) {
            circuit.leave();
            return closed();
        }
        RuntimeException told = told(thrown);
        if (told instanceof UnavailableException e && ofTheModel(e)) {
            circuit.failed(nanos, e);
        } else {
            circuit.leave();
        }
        return told;
    }

    private RuntimeException told(Throwable thrown) {
        if (thrown instanceof Error error) {
            circuit.leave();
            throw error;
        }
        return thrown instanceof RecallException e ? e : CallFailure.of(thrown).unavailable(model);
    }

    /** What does not say its kind is taken for the model's fault, and for passing. */
    private static boolean ofTheModel(UnavailableException e) {
        return e.code() == ErrorCode.MODEL_UNAVAILABLE
                && !(e.getCause() instanceof CallFailure failure && !failure.ofTheModel());
    }

    private static boolean passing(UnavailableException e) {
        return e.code() == ErrorCode.MODEL_UNAVAILABLE
                && !(e.getCause() instanceof CallFailure failure && !failure.passing());
    }

    /**
     * @throws UnavailableException the one that is given, if there is no point in asking again or
     *     no time left for it
     */
    private void pauseBefore(int retry, UnavailableException e, long end) {
        Duration pause = pause(retry, e);
        boolean inTime = pause.toNanos() < end - System.nanoTime();
        if (retry == patience.retries() || !passing(e) || circuit.isOpen() || !inTime) {
            throw e;
        }
        try {
            if (pauses.waitFor(pause)) {
                throw closed();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    private Duration pause(int retry, UnavailableException e) {
        if (e.getCause() instanceof CallFailure failure && failure.retryAfter() != null) {
            return times(failure.retryAfter(), 1 + SPREAD * chance.getAsDouble());
        }
        return times(patience.firstPause(), (1 << retry) * (0.5 + chance.getAsDouble()));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }

    private void requireOpen() {
        if (isClosed()) {
            throw closed();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private UnavailableException closed() {
        return new UnavailableException(
                ErrorCode.CLOSED, "The model %s was closed; open it again.".formatted(model));
    }

    /** Ends pauses and interrupts calls under way. */
    @Override
    public void close() {
        closing.countDown();
        threads.shutdownNow();
    }
}
