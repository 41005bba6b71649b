package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Reranker;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What every {@link Reranker} keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RerankerContract {

    private static final String QUESTION = "Which cat did Ana adopt?";
    private static final String ANSWER = "[2026-05-03] Ana: I did adopt a grey cat called Pixel.";
    private static final String UNRELATED =
            "[2026-05-04] The night train to Lisbon leaves from platform seven.";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Reranker reranker;

    /** A new reranker whose model answers; the suite closes it. */
    protected abstract Reranker open();

    /** A new reranker whose model cannot be reached; the suite closes it. */
    protected abstract Reranker openWithoutModel();

    @BeforeAll
    final void openReranker() {
        reranker = open();
    }

    @AfterAll
    final void closeReranker() {
        reranker.close();
    }

    @Test
    void as_many_relevances_come_back_as_passages_were_given_be_it_none() {
        assertThat(relevances()).isEmpty();
        assertThat(relevances(ANSWER)).hasSize(1);
        assertThat(relevances(ANSWER, UNRELATED, ANSWER)).hasSize(3);
    }

    @Test
    void the_answer_is_more_relevant_than_something_else_wherever_it_stands() {
        double[] first = relevances(ANSWER, UNRELATED, UNRELATED);
        double[] last = relevances(UNRELATED, UNRELATED, ANSWER);

        assertThat(first).hasSize(3);
        assertThat(first[0]).isGreaterThan(first[1]).isGreaterThan(first[2]);
        assertThat(last).hasSize(3);
        assertThat(last[2]).isGreaterThan(last[0]).isGreaterThan(last[1]);
    }

    @Test
    void relevance_rests_on_the_text_and_not_on_the_score_of_the_signals() {
        List<Reranker.Passage> misjudged =
                List.of(
                        new Reranker.Passage(MemoryId.of("unrelated"), UNRELATED, 1),
                        new Reranker.Passage(MemoryId.of("answer"), ANSWER, 0));

        double[] relevances = reranker.relevances(QUESTION, misjudged);

        assertThat(relevances).hasSize(2);
        assertThat(relevances[1]).isGreaterThan(relevances[0]);
    }

    @Test
    void the_largest_number_of_passages_is_taken_at_once() {
        String[] texts =
                IntStream.range(0, Reranker.PASSAGES_MAX)
                        .mapToObj(i -> UNRELATED + i)
                        .toArray(String[]::new);
        texts[texts.length - 1] = ANSWER;

        double[] relevances = relevances(texts);

        assertUsable(relevances, texts.length);
        assertThat(relevances[texts.length - 1]).isGreaterThan(relevances[0]);
    }

    @ParameterizedTest
    @EnumSource(HostileText.class)
    void any_text_gets_a_relevance(HostileText hostile) {
        assertUsable(relevances(hostile.text(), ANSWER), 2);
        assertUsable(reranker.relevances(hostile.text(), passages(ANSWER, UNRELATED)), 2);
    }

    @Test
    void a_model_that_cannot_be_reached_is_told() {
        try (Reranker broken = openWithoutModel()) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> broken.relevances(QUESTION, passages(ANSWER)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE))
                    .satisfies(
                            e -> assertThat(everythingSaidBy(e)).doesNotContain(QUESTION, ANSWER));
        }
    }

    @Test
    void many_threads_at_once_get_their_own_answers() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<double[]>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String[] texts = i % 2 == 0 ? pair(ANSWER, UNRELATED) : pair(UNRELATED, ANSWER);
                calls.add(threads.submit(() -> relevances(texts)));
            }
            for (int i = 0; i < calls.size(); i++) {
                double[] relevances = calls.get(i).get();
                assertThat(relevances).hasSize(2);
                assertThat(relevances[i % 2]).isGreaterThan(relevances[1 - i % 2]);
            }
        }
    }

    @Test
    void after_closing_once_or_twice_it_says_that_it_is_closed() {
        Reranker closed = open();
        closed.close();
        closed.close();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> closed.relevances(QUESTION, passages(ANSWER)))
                .extracting(UnavailableException::code)
                .isEqualTo(ErrorCode.CLOSED);
    }

    private double[] relevances(String... texts) {
        return reranker.relevances(QUESTION, passages(texts));
    }

    private static List<Reranker.Passage> passages(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i ->
                        new Reranker.Passage(MemoryId.of("memory-" + i), texts[i], 1.0 / (i + 1)))
                .toList();
    }

    private static String[] pair(String first, String second) {
        return new String[] {first, second};
    }

    private static void assertUsable(double[] relevances, int size) {
        assertThat(relevances).hasSize(size);
        for (double relevance : relevances) {
            assertThat(relevance).isBetween(0.0, 1.0);
        }
    }

    /** With what a log would print of its causes. */
    private static String everythingSaidBy(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, e -> e != null, Throwable::getCause)
                .map(Throwable::toString)
                .toList()
                .toString();
    }
}
