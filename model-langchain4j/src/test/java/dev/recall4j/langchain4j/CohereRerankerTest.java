package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Reranker;
import dev.recall4j.tck.RerankerContract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** LangChain4j's own client of Cohere, over HTTP, as a reranker. */
@Timeout(60)
class CohereRerankerTest extends RerankerContract {

    private static final String SECRET = "Ana's safe opens with 4711";
    private static final List<Reranker.Passage> ONE =
            List.of(new Reranker.Passage(MemoryId.of("m"), SECRET, 0.5));

    private final FakeCohere cohere = new FakeCohere();

    @AfterAll
    void stop() {
        cohere.close();
    }

    @Override
    protected Reranker open() {
        return new ScoringModelReranker(cohere.client());
    }

    @Override
    protected Reranker openWithoutModel() {
        FakeCohere gone = new FakeCohere();
        gone.close();
        return new ScoringModelReranker(gone.client());
    }

    @Nested
    class Failing {

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 429, 500, 503})
        void an_error_is_told_without_what_was_asked(int status) {
            assertUnavailable(server ->
                    server.answer(status, "{\"message\":\"cannot rank %s\"}".formatted(SECRET)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "{}",
                    "[]",
                    "<html>Bad gateway</html>",
                    "{\"results\":[{\"index\":0,\"relevance_score\":\"high\"}]}",
                    "{\"results\":[{\"index\":0}],\"meta\":{\"billed_units\":{}}}"
                })
        void an_answer_in_another_language_is_told(String garbage) {
            assertUnavailable(server -> server.answer(200, garbage));
        }

        @Test
        void an_answer_that_breaks_off_is_told() {
            assertUnavailable(FakeCohere::cutAnswers);
        }

        @Test
        void an_answer_that_comes_too_late_is_told() {
            CountDownLatch told = new CountDownLatch(1);
            try (FakeCohere slow = new FakeCohere();
                    Reranker hasty =
                            new ScoringModelReranker(slow.client(Duration.ofMillis(100)))) {
                slow.answer(exchange -> await(told));
                assertUnavailable(hasty);
                told.countDown();
            }
        }
    }

    private interface Trouble {
        void in(FakeCohere server);
    }

    private static void assertUnavailable(Trouble trouble) {
        try (FakeCohere server = new FakeCohere();
                Reranker reranker = new ScoringModelReranker(server.client())) {
            trouble.in(server);
            assertUnavailable(reranker);
        }
    }

    private static void assertUnavailable(Reranker reranker) {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> reranker.relevances("What opens Ana's safe?", ONE))
                .withNoCause()
                .withMessageStartingWith("The scoring model CohereScoringModel failed with a ")
                .withMessageNotContaining("safe")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
