package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** When a call is repeated, how long is waited before, and when the model is left alone. */
@Timeout(60)
class PatientCallsTest {

    private static final UnavailableException BROKEN =
            new CallFailure(CallFailure.Kind.BROKEN, "").unavailable("m");
    private static final UnavailableException REFUSED =
            new CallFailure(CallFailure.Kind.KEY_REFUSED, "").unavailable("m");
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration REST = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<PatientCalls> opened = new ArrayList<>();
    private double chance = 0.5;

    @AfterEach
    void close() {
        opened.forEach(PatientCalls::close);
    }

    @Test
    void pauses_double() {
        failure(calls(patience().withRetries(3)), BROKEN);

        assertThat(pauses).containsExactly(PAUSE, PAUSE.multipliedBy(2), PAUSE.multipliedBy(4));
        assertThat(asked).hasValue(4);
    }

    @Test
    void half_of_a_pause_is_left_to_chance() {
        chance = 0;
        failure(calls(patience().withRetries(1)), BROKEN);
        chance = 1;
        failure(calls(patience().withRetries(1)), BROKEN);

        assertThat(pauses).containsExactly(PAUSE.dividedBy(2), PAUSE.multipliedBy(3).dividedBy(2));
    }

    @Test
    void a_model_that_says_how_long_to_wait_is_left_alone_as_long_or_a_little_longer() {
        UnavailableException busy =
                CallFailure.of(new RefusedCall(429, Duration.ofSeconds(7))).unavailable("m");
        chance = 0;
        failure(calls(patience().withRetries(1)), busy);
        chance = 1;
        failure(calls(patience().withRetries(1)), busy);

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(7_700));
    }

    @Test
    void a_pause_that_is_longer_than_the_time_left_is_not_waited_for() {
        UnavailableException busy =
                CallFailure.of(new RefusedCall(429, Duration.ofMinutes(2))).unavailable("m");

        assertThat(failure(calls(patience()), busy)).isSameAs(busy);
        assertThat(pauses).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void what_will_be_refused_again_is_not_repeated() {
        assertThat(failure(calls(patience()), REFUSED)).isSameAs(REFUSED);
        assertThat(asked).hasValue(1);
    }

    @Test
    void what_the_caller_must_change_is_passed_on() {
        InvalidRequestException invalid = new InvalidRequestException("change it");

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        calls(patience())
                                .call(() -> {
                                    throw invalid;
                                }))
                .isSameAs(invalid);
    }

    @Test
    void what_is_wrong_with_the_machine_is_passed_on() {
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() ->
                        calls(patience())
                                .call(() -> {
                                    throw new OutOfMemoryError("all of it");
                                }));
    }

    @Test
    void a_model_that_fails_in_a_row_is_left_alone_for_its_rest() {
        PatientCalls calls = calls(patience().withRetries(0).withFailures(3));
        for (int i = 0; i < 3; i++) {
            failure(calls, BROKEN);
        }

        assertThat(failure(calls, BROKEN))
                .hasMessageContainingAll("failed 3 times in a row", "until 2026-11-23T12:00:30Z");
        assertThat(asked).hasValue(3);

        clock.advance(REST.minusMillis(1));
        failure(calls, BROKEN);
        assertThat(asked).hasValue(3);

        clock.advance(Duration.ofMillis(2));
        assertThat(calls.call(() -> "tea")).isEqualTo("tea");
        failure(calls, BROKEN);
        assertThat(asked).hasValue(4);
    }

    @Test
    void a_model_that_fails_its_first_call_after_the_rest_is_left_alone_again() {
        PatientCalls calls = calls(patience().withRetries(0).withFailures(1));
        failure(calls, BROKEN);
        clock.advance(REST.plusMillis(1));
        failure(calls, BROKEN);

        assertThat(failure(calls, BROKEN)).hasMessageContaining("until 2026-11-23T12:01:00Z");
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_retry_is_not_made_of_a_model_that_is_left_alone_now() {
        failure(calls(patience().withRetries(5).withFailures(2)), BROKEN);

        assertThat(asked).hasValue(2);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void one_good_answer_ends_the_row_of_failures() {
        PatientCalls calls = calls(patience().withRetries(0).withFailures(2));
        for (int i = 0; i < 5; i++) {
            failure(calls, BROKEN);
            assertThat(calls.call(() -> "tea")).isEqualTo("tea");
        }
        assertThat(asked).hasValue(5);
    }

    @Test
    void requests_that_are_refused_do_not_speak_against_the_model() {
        PatientCalls calls = calls(patience().withFailures(2));
        for (int i = 0; i < 5; i++) {
            assertThat(failure(calls, REFUSED)).isSameAs(REFUSED);
        }
        assertThat(calls.call(() -> "tea")).isEqualTo("tea");
    }

    @Test
    void the_time_limit_holds_for_a_model_that_heeds_no_interrupt() {
        CountDownLatch told = new CountDownLatch(1);
        PatientCalls calls = calls(patience().withTimeout(Duration.ofMillis(50)));

        UnavailableException e =
                catchThrowableOfType(
                        UnavailableException.class,
                        () ->
                                calls.call(() -> {
                                    while (told.getCount() > 0) {
                                        Thread.onSpinWait();
                                    }
                                    return "late";
                                }));

        assertThat(e).hasMessageContaining("did not answer in time (50 ms)");
        told.countDown();
    }

    @Test
    void a_model_whose_time_is_over_is_interrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        PatientCalls calls = calls(patience().withTimeout(Duration.ofMillis(50)));

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() ->
                        calls.call(() -> {
                            try {
                                return new CountDownLatch(1).await(40, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        }));

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_caller_that_is_interrupted_stops_waiting_and_stays_interrupted() {
        CountDownLatch told = new CountDownLatch(1);
        PatientCalls calls = calls(patience());
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() ->
                        calls.call(() -> {
                            told.await();
                            return "late";
                        }))
                .withMessageContaining("was interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_pause_ends_when_all_is_closed() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        PatientCalls calls =
                new PatientCalls(
                        "m", patience().withFirstPause(Duration.ofSeconds(40)).withRetries(1));
        UnavailableException[] told = new UnavailableException[1];
        Thread caller =
                Thread.ofVirtual()
                        .start(() ->
                                told[0] =
                                        catchThrowableOfType(
                                                UnavailableException.class,
                                                () ->
                                                        calls.call(() -> {
                                                            failed.countDown();
                                                            throw BROKEN;
                                                        })));
        failed.await();

        calls.close();

        assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
        assertThat(told[0].code()).isIn(ErrorCode.CLOSED, ErrorCode.MODEL_UNAVAILABLE);
        assertThat(failure(calls, BROKEN).code()).isEqualTo(ErrorCode.CLOSED);
    }

    private static Patience patience() {
        return Patience.defaults().withFirstPause(PAUSE).withRest(REST).withFailures(100);
    }

    private PatientCalls calls(Patience patience) {
        PatientCalls calls = new PatientCalls("m", patience, clock, this::note, () -> chance);
        opened.add(calls);
        return calls;
    }

    private boolean note(Duration pause) {
        pauses.add(pause);
        return false;
    }

    private UnavailableException failure(PatientCalls calls, UnavailableException thrown) {
        UnavailableException e =
                catchThrowableOfType(
                        UnavailableException.class,
                        () ->
                                calls.call(() -> {
                                    asked.incrementAndGet();
                                    throw thrown;
                                }));
        assertThat(e).isNotNull();
        return e;
    }
}
