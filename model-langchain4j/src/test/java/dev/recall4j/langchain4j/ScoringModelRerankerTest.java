package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Reranker;
import dev.recall4j.tck.RerankerContract;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A model that gives logits, as cross-encoders do. */
class ScoringModelRerankerTest extends RerankerContract {

    @Override
    protected Reranker open() {
        return new ScoringModelReranker((segments, query) ->
                scores(
                        Arrays.stream(
                                        WordsInCommon.relevances(
                                                query,
                                                segments.stream().map(TextSegment::text).toList()))
                                .map(share -> 10 * share - 5)
                                .toArray()));
    }

    @Override
    protected Reranker openWithoutModel() {
        return new ScoringModelReranker((segments, query) -> {
            throw new IllegalStateException("no answer for " + query + segments);
        });
    }

    @Test
    void scores_from_0_to_1_are_relevances_as_they_are() {
        assertThat(relevancesOf(0, 0.25, 1)).containsExactly(0, 0.25, 1);
    }

    @Test
    void other_scores_are_logits() {
        assertThat(relevancesOf(0, 3, -800, 800))
                .containsExactly(new double[] {0.5, 0.95257, 0, 1}, within(1e-5));
    }

    @Test
    void what_is_no_number_stays_none() {
        assertThat(relevancesOf(0.5, Double.NaN)[1]).isNaN();
        assertThat(relevancesOf(5, Double.NaN)[1]).isNaN();
    }

    @Test
    void a_model_is_asked_once_for_all_passages_and_not_at_all_for_none() {
        AtomicInteger calls = new AtomicInteger();
        try (Reranker reranker =
                new ScoringModelReranker((segments, query) -> {
                    calls.incrementAndGet();
                    return scores(new double[segments.size()]);
                })) {
            reranker.relevances("tea", List.of());
            assertThat(calls).hasValue(0);
            reranker.relevances("tea", passages(3));
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // LangChain4j does not say what can be null
    void a_missing_score_is_told() {
        try (Reranker reranker =
                new ScoringModelReranker(
                        (segments, query) -> Response.from(Arrays.asList(0.5, null)))) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> reranker.relevances("tea", passages(2)))
                    .extracting(UnavailableException::code)
                    .isEqualTo(ErrorCode.MODEL_UNAVAILABLE);
        }
    }

    @Test
    void a_model_that_can_be_closed_is_closed_once() {
        Closeable model = new Closeable();
        Reranker reranker = new ScoringModelReranker(model);

        reranker.close();
        reranker.close();

        assertThat(model.closings).hasValue(1);
    }

    @Test
    void a_model_is_not_closed_under_a_call() throws Exception {
        Closeable model = new Closeable();
        Reranker reranker = new ScoringModelReranker(model);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            model.answers.acquire();
            Future<double[]> call = threads.submit(() -> reranker.relevances("tea", passages(1)));
            model.asked.await();
            Future<?> closing = threads.submit(reranker::close);
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> closing.get(50, TimeUnit.MILLISECONDS));
            assertThat(model.closings).hasValue(0);

            model.answers.release();

            assertThat(call.get()).hasSize(1);
            closing.get();
            assertThat(model.closings).hasValue(1);
        }
    }

    private static final class Closeable implements ScoringModel, AutoCloseable {

        private final AtomicInteger closings = new AtomicInteger();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final Semaphore answers = new Semaphore(1);

        @Override
        public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
            asked.countDown();
            answers.acquireUninterruptibly();
            return scores(new double[segments.size()]);
        }

        @Override
        public void close() {
            closings.incrementAndGet();
        }
    }

    private static double[] relevancesOf(double... scores) {
        try (Reranker reranker = new ScoringModelReranker((segments, query) -> scores(scores))) {
            return reranker.relevances("tea", passages(scores.length));
        }
    }

    private static List<Reranker.Passage> passages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Reranker.Passage(MemoryId.of("m" + i), "Ana likes tea", 0.5))
                .toList();
    }

    private static Response<List<Double>> scores(double[] scores) {
        return Response.from(Arrays.stream(scores).boxed().toList());
    }
}
