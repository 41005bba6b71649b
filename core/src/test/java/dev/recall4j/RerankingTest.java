package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.Context;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Turn;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Reranker;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.ScriptedReranker;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a reranker does to a search, and what it cannot do. */
@Timeout(60)
class RerankingTest {

    private static final String QUESTION = "Which tea does Ana like?";

    private final ScriptedReranker reranker = new ScriptedReranker();
    private Memories memories;

    @BeforeEach
    void open() {
        memories = open(Reranking.defaults());
        remember(memories);
    }

    @AfterEach
    void close() {
        memories.close();
    }

    @Test
    void the_memory_that_the_reranker_prefers_comes_first() {
        preferring("Assam");

        assertThat(best().memory().text()).isEqualTo("Tea grows in Assam");
    }

    @Test
    void it_sees_everything_that_was_found_and_not_only_what_is_asked_for() {
        preferring("Assam");
        SearchRequest one = SearchRequest.builder(ANA, QUESTION).limit(1).build();

        Recall recall = memories.search(one);

        assertThat(reranker.asked()).singleElement().satisfies(pool -> assertThat(pool).hasSize(3));
        assertThat(recall.results())
                .singleElement()
                .satisfies(
                        only -> assertThat(only.memory().text()).isEqualTo("Tea grows in Assam"));
    }

    @Test
    void it_sees_a_memory_as_a_reader_does_with_the_score_of_the_signals_and_the_best_first() {
        memories.search(ANA, QUESTION);

        List<Reranker.Passage> pool = reranker.asked().getFirst();
        assertThat(pool)
                .extracting(Reranker.Passage::text)
                .contains("[2024-05-08] Ana: I like green tea");
        assertThat(pool)
                .extracting(Reranker.Passage::score)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
    }

    @Test
    void a_score_is_the_weighted_mean_of_the_relevance_and_what_the_signals_give() {
        relevance(0.5);

        List<Recalled> results = memories.search(ANA, QUESTION).results();

        List<Reranker.Passage> pool = reranker.asked().getLast();
        assertThat(results).hasSameSizeAs(pool);
        for (int i = 0; i < pool.size(); i++) {
            assertThat(results.get(i).score())
                    .isCloseTo(0.7 * 0.5 + 0.3 * pool.get(i).score(), within(1e-9));
        }
    }

    @Test
    void an_explanation_shows_what_the_reranker_gave_and_its_parts_add_up() {
        preferring("Assam");
        SearchRequest request = SearchRequest.builder(ANA, QUESTION).explain(true).build();

        List<Recalled> results = memories.search(request).results();

        assertThat(results.getFirst().explanation())
                .containsEntry(Signal.RERANK, new Recalled.Part(1, 0.7, 1));
        assertThat(results.getLast().explanation())
                .containsEntry(Signal.RERANK, new Recalled.Part(0, 0, 2));
        assertThat(results)
                .hasSize(3)
                .allSatisfy(recalled ->
                        assertThat(sumOfParts(recalled)).isCloseTo(recalled.score(), within(1e-9)));
    }

    @Test
    void the_threshold_is_asked_of_the_blended_score() {
        preferring("Assam");
        SearchRequest request = SearchRequest.builder(ANA, QUESTION).threshold(0.69).build();

        Recall recall = memories.search(request);

        assertThat(recall.results())
                .extracting(recalled -> recalled.memory().text())
                .containsExactly("Tea grows in Assam");
        assertThat(recall.reasons()).contains(Reasons.of(ReasonCode.BELOW_THRESHOLD, 2));
    }

    @Test
    void of_equal_scores_those_with_more_of_the_words_come_first_then_the_older_ones() {
        reopen(Reranking.defaults().withWeight(1));
        relevance(1);

        List<Recalled> results =
                memories.search(SearchRequest.builder(ANA, QUESTION).explain(true).build())
                        .results();

        assertThat(results).hasSize(3).extracting(Recalled::score).containsOnly(1.0);
        assertThat(results)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(RerankingTest::words)
                                .reversed()
                                .thenComparing(recalled -> recalled.memory().id().value()));
    }

    private static double words(Recalled recalled) {
        Recalled.Part part = recalled.explanation().get(Signal.KEYWORD);
        return part == null ? 0 : part.raw();
    }

    @Test
    void what_it_is_not_given_never_scores_more_than_what_it_is_given() {
        String third = fusedOrder().getLast();
        reopen(Reranking.defaults().withCandidates(2));
        relevance(0);

        List<Recalled> results = memories.search(ANA, QUESTION).results();

        assertThat(reranker.asked().getLast()).hasSize(2);
        assertThat(results).hasSize(3);
        assertThat(results.getLast().memory().text()).isEqualTo(third);
    }

    @Test
    void a_context_is_packed_in_the_order_of_the_reranker() {
        preferring("Assam");

        Context context = memories.context(ANA, QUESTION, 14);

        assertThat(context.text()).contains("Assam").doesNotContain("shop", "green");
    }

    @Test
    void a_memory_that_was_deleted_meanwhile_is_not_given_to_it_and_not_shown() {
        MemoryId gone = best().memory().id();
        reranker.answer((query, pool) -> {
            memories.delete(gone);
            return new double[pool.size()];
        });

        assertThat(memories.search(ANA, QUESTION).results())
                .extracting(recalled -> recalled.memory().id())
                .hasSize(2)
                .doesNotContain(gone);
        memories.search(ANA, QUESTION);
        assertThat(reranker.asked().getLast())
                .extracting(Reranker.Passage::memory)
                .hasSize(2)
                .doesNotContain(gone);
    }

    @Test
    void where_nothing_is_found_it_is_not_asked() {
        assertThat(memories.search(ANA, "zzz").results()).isEmpty();

        assertThat(reranker.asked()).isEmpty();
    }

    @Test
    void a_reranker_that_is_down_leaves_the_order_of_the_signals_and_the_result_says_so() {
        List<String> fused = fusedOrder();
        reranker.takeDown();

        assertThatSignalsRank(fused);
    }

    static Stream<Function<Integer, double[]>> nonsense() {
        return Stream.of(
                size -> new double[size - 1],
                size -> new double[size + 1],
                size -> filled(size, Double.NaN),
                size -> filled(size, -0.01),
                size -> filled(size, 1.01),
                size -> filled(size, Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsense_counts_as_no_answer(Function<Integer, double[]> answer) {
        List<String> fused = fusedOrder();
        reranker.answer((query, pool) -> answer.apply(pool.size()));

        assertThatSignalsRank(fused);
    }

    @Test
    @SuppressWarnings("NullAway") // what an implementation that is not null-marked can do
    void nothing_counts_as_no_answer() {
        List<String> fused = fusedOrder();
        reranker.answer((query, pool) -> null);

        assertThatSignalsRank(fused);
    }

    @Test
    void whatever_it_throws_does_not_reach_the_caller() {
        List<String> fused = fusedOrder();
        reranker.answer((query, pool) -> {
            throw new NoClassDefFoundError(query);
        });

        assertThatSignalsRank(fused);
    }

    @Test
    void what_it_says_is_not_passed_on_but_the_kind_is() {
        reranker.answer((query, pool) -> {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE, query, new IllegalStateException(query));
        });
        try (CheckedReranker checked = new CheckedReranker(reranker, Duration.ofMinutes(1))) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> checked.relevances(QUESTION, List.of()))
                    .withNoCause()
                    .matches(e -> e.code() == ErrorCode.STORE_UNAVAILABLE)
                    .satisfies(e -> assertThat(e).hasMessageNotContaining(QUESTION));
        }
    }

    @Test
    void lack_of_memory_is_not_blamed_on_it_and_the_next_search_works() {
        List<String> fused = fusedOrder();
        reranker.answer((query, pool) -> {
            throw new OutOfMemoryError("none is left");
        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> memories.search(ANA, QUESTION));

        reranker.answer((query, pool) -> null);
        assertThatSignalsRank(fused);
    }

    @Test
    void a_search_does_not_wait_longer_than_the_time_out_and_interrupts_it() throws Exception {
        List<String> fused = fusedOrder();
        reopen(Reranking.defaults().withTimeout(Duration.ofMillis(50)));
        CountDownLatch interrupted = new CountDownLatch(1);
        reranker.answer((query, pool) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new double[pool.size()];
        });

        assertThatSignalsRank(fused);
        interrupted.await();
    }

    @Test
    void calls_that_hang_for_good_do_not_hold_searches_nor_take_ever_more_threads() {
        List<String> fused = fusedOrder();
        reopen(Reranking.defaults().withTimeout(Duration.ofMillis(1)));
        AtomicInteger hanging = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        reranker.answer((query, pool) -> {
            hanging.incrementAndGet();
            awaitDeafly(never);
            return new double[pool.size()];
        });

        for (int i = 0; i < 40; i++) {
            assertThatSignalsRank(fused);
        }

        assertThat(hanging.get()).isLessThanOrEqualTo(16);
        never.countDown();
    }

    @Test
    void an_interrupted_search_ranks_by_the_signals_and_stays_interrupted() {
        List<String> fused = fusedOrder();
        Thread searcher = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        reranker.answer((query, pool) -> {
            searcher.interrupt();
            awaitDeafly(never);
            return new double[pool.size()];
        });

        Recall recall = memories.search(ANA, QUESTION);

        never.countDown();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(textsOf(recall)).isEqualTo(fused);
    }

    @Test
    void the_engine_closes_it() {
        memories.close();

        assertThat(reranker.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_weight_outside_of_0_to_1_is_refused(double weight) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Reranking.defaults().withWeight(weight))
                .withMessageContaining("from 0 to 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Reranker.PASSAGES_MAX + 1})
    void a_number_of_candidates_that_no_reranker_takes_is_refused(int candidates) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Reranking.defaults().withCandidates(candidates))
                .withMessageContaining("1 to 1,000");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60_001})
    void a_time_out_of_nothing_or_of_more_than_a_minute_is_refused(long millis) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Reranking.defaults().withTimeout(Duration.ofMillis(millis)))
                .withMessageContaining("1 ms to 1 minute");
    }

    private Memories open(Reranking reranking) {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(InMemoryIndex::new)
                .embedder(new HashingEmbedder())
                .reranker(reranker)
                .reranking(reranking)
                .defaultMode(ExtractionMode.VERBATIM)
                .clock(new SettableClock(NOON))
                .zone(ZoneOffset.UTC)
                .build();
    }

    /** The same memories under other settings. */
    private void reopen(Reranking reranking) {
        Memories other = open(reranking);
        remember(other);
        memories = other;
    }

    private static void remember(Memories memories) {
        memories.add(ANA, Turn.user("I like green tea").by("Ana"));
        memories.add(ANA, "The tea shop is closed");
        memories.add(ANA, "Tea grows in Assam");
    }

    private void preferring(String word) {
        reranker.answer((query, pool) ->
                pool.stream()
                        .mapToDouble(passage -> passage.text().contains(word) ? 1 : 0)
                        .toArray());
    }

    private void relevance(double relevance) {
        reranker.answer((query, pool) -> filled(pool.size(), relevance));
    }

    private static double[] filled(int size, double value) {
        double[] filled = new double[size];
        Arrays.fill(filled, value);
        return filled;
    }

    private Recalled best() {
        return memories.search(ANA, QUESTION).results().getFirst();
    }

    /** What the signals found, best first. */
    private List<String> fusedOrder() {
        memories.search(ANA, QUESTION);
        return reranker.asked().getLast().stream()
                .map(passage -> memories.get(passage.memory()).orElseThrow().text())
                .toList();
    }

    private static List<String> textsOf(Recall recall) {
        return recall.results().stream().map(recalled -> recalled.memory().text()).toList();
    }

    private static double sumOfParts(Recalled recalled) {
        return recalled.explanation().values().stream().mapToDouble(Recalled.Part::part).sum();
    }

    private void assertThatSignalsRank(List<String> fused) {
        Recall recall = memories.search(ANA, QUESTION);

        assertThat(textsOf(recall)).isEqualTo(fused);
        assertThat(recall.reasons())
                .containsExactly(Reasons.of(ReasonCode.RERANKER_UNAVAILABLE, 3));
    }

    /** As native code does that knows no interrupts. */
    private static void awaitDeafly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // goes on waiting
            }
        }
    }
}
