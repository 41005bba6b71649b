package dev.recall4j.langchain4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a model alone for a while that failed several times in a row, and then lets one call try.
 * Who {@linkplain #enter enters} then says how it went. Thread-safe.
 */
final class Circuit {

    private static final float ALL = 100;

    private final String model;
    private final Patience patience;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private volatile Instant restedAt = Instant.EPOCH;

    Circuit(String model, Patience patience, Clock clock) {
        this.model = model;
        this.patience = patience;
        this.clock = clock;
        breaker =
                CircuitBreaker.of(
                        model,
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(patience.failures())
                                .minimumNumberOfCalls(patience.failures())
                                .failureRateThreshold(ALL)
                                .waitDurationInOpenState(patience.rest())
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .clock(clock)
                                .build());
    }

    /**
     * @throws UnavailableException if the model is left alone
     */
    void enter() {
        if (!breaker.tryAcquirePermission()) {
            throw new UnavailableException(
                    ErrorCode.MODEL_UNAVAILABLE,
                    "The model %s failed %,d times in a row and is left alone until %s; look after it,"
                                    .formatted(model, patience.failures(), restedAt)
                            + " or try later.");
        }
    }

    void succeeded(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, Throwable failure) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        if (isOpen()) {
            restedAt = clock.instant().plus(patience.rest()).truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** Nothing was learned about the model. */
    void leave() {
        breaker.releasePermission();
    }

    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }
}
