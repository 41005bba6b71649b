package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Providers that refuse, break off, stall and talk nonsense, over HTTP. */
@Timeout(60)
class FailingModelTest {

    private static final String SECRET = "Ana's safe opens with 0815";
    private static final ChatRequest REQUEST =
            new ChatRequest("Say what opens it. " + SECRET, SECRET, null, List.of(), 100);

    /** Retries at once, and has time. */
    private static final Patience QUICK =
            Patience.defaults()
                    .withFirstPause(Duration.ofMillis(1))
                    .withTimeout(Duration.ofSeconds(20));

    /** The AWS SDK brings HTTP of its own. */
    private static final Set<Provider> OVER_OUR_HTTP =
            EnumSet.complementOf(EnumSet.of(Provider.BEDROCK));

    private final FakeProvider provider = new FakeProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, refused the request (HTTP status 400), structured-output",
        "401, refused the key (HTTP status 401), check api-key",
        "403, refused the key (HTTP status 403), check api-key",
        "404, is not known there (HTTP status 404), check model and base-url",
        "422, refused the request (HTTP status 422), structured-output",
        "302, answered in no way that was expected (HTTP status 302), base-url"
    })
    void what_will_be_refused_again_is_asked_once(int status, String kind, String todo) {
        for (Provider each : OVER_OUR_HTTP) {
            provider.asked().clear();
            provider.always(FakeProvider.error(status));

            UnavailableException e = failure(each, QUICK);

            assertThat(e).hasMessageContainingAll(each.code() + "/", kind, todo);
            assertThat(provider.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 529})
    void what_may_pass_is_asked_again_as_often_as_was_set(int status) {
        for (Provider each : OVER_OUR_HTTP) {
            provider.asked().clear();
            provider.always(FakeProvider.error(status));

            UnavailableException e = failure(each, QUICK.withRetries(2));

            assertThat(e).hasMessageContainingAll(each.code() + "/", "(HTTP status " + status);
            assertThat(provider.asked()).as(each.code()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, refused the request, 1",
        "401, refused the key, 1",
        "404, is not known there, 1",
        "429, is busy or over its quota, 3",
        "503, failed, 3"
    })
    void bedrock_fails_like_the_others_without_telling_the_status(
            int status, String kind, int calls) {
        provider.always(FakeProvider.error(status));

        assertThat(failure(Provider.BEDROCK, QUICK)).hasMessageContainingAll("bedrock/", kind);
        assertThat(provider.asked()).hasSize(calls);
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_goes_well_when_repeated_goes_well(Provider each) {
        provider.first(FakeProvider.error(503), FakeProvider.hangingUp()).answering("A key.");

        try (ChatModel model = open(each, QUICK)) {
            assertThat(model.answer(REQUEST).text()).isEqualTo("A key.");
        }
        assertThat(provider.asked()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BEDROCK")
    void the_time_that_a_provider_asks_for_is_told_if_there_is_not_as_much(Provider each) {
        provider.always(FakeProvider.error(429, "120"));

        assertThat(failure(each, QUICK)).hasMessageContaining("asks to be left alone for 120 s");
        assertThat(provider.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "\"Ana\"",
                "<html>Ana's safe opens with 0815</html>",
                "{\"choices\":[]}",
                "{\"choices\":[{\"message\":{}}]}",
                "{\"choices\":{\"message\":\"Ana's safe opens with 0815\"}}",
                "{\"content\":[{\"type\":\"text\"",
                "{\"message\":null,\"done\":true}",
                "{\"candidates\":[{\"content\":{\"parts\":[]}}]}",
                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[]}}}"
            })
    void an_answer_in_another_language_is_told(String garbage) {
        for (Provider each : Provider.values()) {
            provider.always(FakeProvider.saying(garbage));

            assertThat(failure(each, QUICK)).as(each.code()).hasMessageContaining(each.code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_breaks_off_is_told(Provider each) {
        provider.always(FakeProvider.hangingUp());

        assertThat(failure(each, QUICK)).hasMessageContaining("cannot be reached or hung up");
        assertThat(provider.asked()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_provider_that_is_not_there_is_told(Provider each) {
        FakeProvider gone = new FakeProvider();
        gone.close();

        UnavailableException e = failure(gone, each, QUICK);

        assertThat(e).hasMessageContainingAll("cannot be reached", "check base-url");
    }

    @ParameterizedTest
    @EnumSource
    void a_provider_that_says_nothing_is_given_up_after_the_time_limit(Provider each) {
        provider.always(provider.silent());

        assertGivenUpInTime(each);
    }

    @ParameterizedTest
    @EnumSource
    void a_provider_that_stalls_within_its_answer_is_given_up_after_the_time_limit(Provider each) {
        provider.always(provider.stalling());

        assertGivenUpInTime(each);
    }

    @Test
    void an_answer_without_end_is_given_up_when_it_is_too_long() {
        provider.always(FakeProvider.flooding());

        assertThat(failure(Provider.OPENAI, QUICK.withRetries(0)))
                .hasMessageContaining("openai/a-model");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "ANTHROPIC", "OLLAMA"})
    void a_provider_that_keeps_failing_is_left_alone(Provider each) {
        provider.always(FakeProvider.error(503));
        try (ChatModel model = open(each, QUICK.withRetries(0).withFailures(3))) {
            for (int i = 0; i < 3; i++) {
                assertThat(failure(model)).hasMessageContaining("HTTP status 503");
            }

            assertThat(failure(model))
                    .hasMessageContainingAll("failed 3 times in a row", "left alone until 20");
        }
        assertThat(provider.asked()).hasSize(3);
    }

    @Test
    void closing_ends_all_threads_and_the_calls_under_way() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        CountDownLatch asked = new CountDownLatch(1);
        FakeProvider.Reply silent = provider.silent();
        provider.always((request, exchange) -> {
            asked.countDown();
            silent.to(request, exchange);
        });
        ChatModel model = open(Provider.OPENAI, QUICK);
        UnavailableException[] told = new UnavailableException[1];
        Thread caller = Thread.ofVirtual().start(() -> told[0] = failure(model));
        asked.await();

        model.close();
        model.close();

        caller.join();
        assertThat(told[0].code()).isEqualTo(ErrorCode.CLOSED);
        assertThat(failure(model).code()).isEqualTo(ErrorCode.CLOSED);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && isOurs(thread)) {
                assertThat(thread.join(Duration.ofSeconds(20))).as(thread.getName()).isTrue();
            }
        }
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("recall4j-model")
                || thread.getName().startsWith("HttpClient");
    }

    private void assertGivenUpInTime(Provider each) {
        long start = System.nanoTime();

        UnavailableException e =
                failure(each, QUICK.withTimeout(Duration.ofMillis(150)).withRetries(5));

        assertThat(e).hasMessageContainingAll("did not answer in time (150 ms)", "raise timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private UnavailableException failure(Provider each, Patience patience) {
        return failure(provider, each, patience);
    }

    private static UnavailableException failure(
            FakeProvider server, Provider each, Patience patience) {
        try (ChatModel model = open(server, each, patience)) {
            return failure(model);
        }
    }

    /** Says nothing of what was asked, in no cause either. */
    private static UnavailableException failure(ChatModel model) {
        UnavailableException e =
                catchThrowableOfType(UnavailableException.class, () -> model.answer(REQUEST));
        assertThat(e).isNotNull();
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain("Ana", "0815", FakeProvider.KEY, "Say what opens");
        return e;
    }

    private ChatModel open(Provider each, Patience patience) {
        return open(provider, each, patience);
    }

    private static ChatModel open(FakeProvider server, Provider each, Patience patience) {
        return Models.chat(ChatSettings.of(server.settings(each).patience(patience).build()));
    }
}
