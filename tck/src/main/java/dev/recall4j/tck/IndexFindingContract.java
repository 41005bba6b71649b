package dev.recall4j.tck;

import static dev.recall4j.tck.IndexVectors.leaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Hit;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Each signal finds on its own, and says how well. */
abstract class IndexFindingContract extends IndexPart {

    private static final double ROUNDING = 1e-5;

    @Test
    void an_applied_memory_is_found_by_the_next_search() {
        for (int i = 0; i < 50; i++) {
            put(IndexSample.of("m" + i).text("lamp number " + i).vector(leaning(i / 100.0)));

            assertThat(found(IndexSearch.words("lamp").candidates(100)))
                    .as("by its words")
                    .contains("m" + i);
            assertThat(found(IndexSearch.near(leaning(i / 100.0)).candidates(1)))
                    .as("by its vector")
                    .containsExactly("m" + i);
        }
    }

    @Test
    void a_memory_that_only_its_words_find_is_found() {
        put(
                IndexSample.of("near").text("weather report").vector(leaning(0.99)),
                IndexSample.of("named").text("marmalade jar").vector(leaning(-0.9)));

        assertThat(found(IndexSearch.near(leaning(1)).text("marmalade").candidates(1)))
                .containsExactly("named", "near");
    }

    @Test
    void a_memory_that_only_its_vector_finds_is_found() {
        put(
                IndexSample.of("near").text("weather report").vector(leaning(0.99)),
                IndexSample.of("far").text("marmalade jar").vector(leaning(-0.9)));

        assertThat(found(IndexSearch.near(leaning(1)).text("giraffe").candidates(1)))
                .containsExactly("near");
    }

    @Test
    void each_found_memory_is_judged_by_each_signal_of_the_query() {
        put(
                IndexSample.of("near").text("weather report").vector(leaning(0.9)),
                IndexSample.of("named").text("marmalade jar").vector(leaning(-0.8)));
        IndexSearch search = IndexSearch.near(leaning(1)).text("marmalade").candidates(1);

        assertThat(hits(search))
                .extracting(Hit::memory, Hit::signal, Hit::rank)
                .containsExactlyInAnyOrder(
                        tuple("near", Signal.DENSE, 1),
                        tuple("near", Signal.DENSE_AROUND, 0),
                        tuple("near", Signal.KEYWORD, 0),
                        tuple("near", Signal.KEYWORD_AROUND, 0),
                        tuple("named", Signal.DENSE, 0),
                        tuple("named", Signal.DENSE_AROUND, 0),
                        tuple("named", Signal.KEYWORD, 1),
                        tuple("named", Signal.KEYWORD_AROUND, 0));
        assertThat(hit(search, Signal.DENSE, "near").score()).isCloseTo(0.9, within(ROUNDING));
        assertThat(hit(search, Signal.DENSE, "named").score()).isCloseTo(-0.8, within(ROUNDING));
        assertThat(hit(search, Signal.KEYWORD, "near").score()).isZero();
        assertThat(hit(search, Signal.KEYWORD, "named").score()).isPositive();
    }

    @Test
    void a_keyword_score_does_not_depend_on_which_signal_found_the_memory() {
        put(
                IndexSample.of("short").text("marmalade").vector(leaning(-0.9)),
                IndexSample.of("long")
                        .text("marmalade stood on a shelf with many other jars")
                        .vector(leaning(0.9)));
        IndexSearch one = IndexSearch.near(leaning(1)).text("marmalade").candidates(1);
        IndexSearch both = IndexSearch.near(leaning(1)).text("marmalade").candidates(2);

        assertThat(hit(one, Signal.KEYWORD, "long").rank()).isZero();
        assertThat(hit(both, Signal.KEYWORD, "long").rank()).isEqualTo(2);
        assertThat(hit(one, Signal.KEYWORD, "long").score())
                .isCloseTo(hit(both, Signal.KEYWORD, "long").score(), within(ROUNDING));
    }

    @Test
    void ranks_count_from_one_in_the_order_of_the_scores() {
        put(
                IndexSample.of("c").vector(leaning(-0.5)).text("tea"),
                IndexSample.of("a").vector(leaning(0.9)).text("tea with lemon, tea with milk"),
                IndexSample.of("b").vector(leaning(0.3)).text("tea with milk and sugar and cake"));
        IndexSearch search = IndexSearch.near(leaning(1)).text("tea milk");

        assertThat(ranking(search, Signal.DENSE)).containsExactly("a", "b", "c");
        for (Signal signal : List.of(Signal.DENSE, Signal.KEYWORD)) {
            List<Hit> ranked =
                    ranking(search, signal).stream().map(id -> hit(search, signal, id)).toList();
            assertThat(ranked).extracting(Hit::rank).containsExactly(1, 2, 3);
            assertThat(ranked)
                    .extracting(Hit::score)
                    .isSortedAccordingTo((x, y) -> Double.compare(y, x));
        }
    }

    @Test
    void a_dense_score_is_the_cosine() {
        Random random = seeded(7);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            vectors.add(IndexVectors.random(random, IndexVectors.DIMENSION));
            put(IndexSample.of("m" + i).vector(vectors.get(i)));
        }
        float[] query = IndexVectors.random(random, IndexVectors.DIMENSION);

        List<Hit> hits = hits(IndexSearch.near(query).candidates(200), Signal.DENSE);

        assertThat(hits).hasSize(200);
        for (Hit hit : hits) {
            float[] vector = vectors.get(Integer.parseInt(hit.memory().value().substring(1)));
            assertThat(hit.score()).isCloseTo(IndexVectors.cosine(query, vector), within(ROUNDING));
        }
    }

    @Test
    void keyword_scores_lie_between_0_and_1() {
        Random random = seeded(11);
        String[] words = "ann bob cat dog eve fox gnu hen ibis jay".split(" ");
        for (int i = 0; i < 100; i++) {
            put(IndexSample.of("m" + i).text(sentence(random, words)));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(hits(IndexSearch.words(sentence(random, words)).candidates(100)))
                    .isNotEmpty()
                    .allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
        }
    }

    @Test
    void more_of_the_words_of_a_query_score_higher() {
        put(
                IndexSample.of("one").text("walnut door"),
                IndexSample.of("two").text("walnut cake"),
                IndexSample.of("three").text("granite floor"));

        assertThat(ranking(IndexSearch.words("walnut cake"), Signal.KEYWORD))
                .containsExactly("two", "one");
    }

    @Test
    void a_word_that_no_memory_has_lowers_the_share_that_is_found() {
        put(
                IndexSample.of("a").text("walnut cake"),
                IndexSample.of("b").text("granite floor"),
                IndexSample.of("c").text("copper kettle"));
        double known = hit(IndexSearch.words("walnut"), Signal.KEYWORD, "a").score();
        double half = hit(IndexSearch.words("walnut zeppelin"), Signal.KEYWORD, "a").score();

        assertThat(half).isPositive().isLessThan(known / 2);
    }

    @Test
    void saying_a_word_twice_in_a_query_changes_nothing() {
        put(IndexSample.of("a").text("walnut cake"), IndexSample.of("b").text("granite floor"));

        assertThat(hits(IndexSearch.words("walnut floor walnut walnut")))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(hits(IndexSearch.words("walnut floor")));
    }

    @Test
    void each_signal_brings_at_most_the_candidates_asked_for() {
        put(
                IntStream.range(0, 30)
                        .mapToObj(i ->
                                IndexSample.of("m" + i).text("tea " + i).vector(leaning(i / 30.0)))
                        .toList());
        IndexSearch search = IndexSearch.near(leaning(1)).text("tea").candidates(4);

        assertThat(ranking(search, Signal.DENSE)).containsExactly("m29", "m28", "m27", "m26");
        assertThat(ranking(search, Signal.KEYWORD)).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void a_signal_that_is_not_asked_for_brings_no_hit() {
        put(IndexSample.of("a").text("tea").vector(leaning(0.9)));

        assertThat(hits(IndexSearch.words("tea")))
                .extracting(Hit::signal)
                .containsExactlyInAnyOrder(Signal.KEYWORD, Signal.KEYWORD_AROUND);
        assertThat(hits(IndexSearch.near(leaning(1))))
                .extracting(Hit::signal)
                .containsExactlyInAnyOrder(Signal.DENSE, Signal.DENSE_AROUND);
        assertThat(hits(IndexSearch.near(leaning(1)).vector(null))).isEmpty();
    }

    @Test
    void an_empty_index_finds_nothing_until_it_is_filled() {
        IndexSearch search = IndexSearch.near(leaning(1)).text("tea");
        assertThat(hits(search)).isEmpty();
        assertThat(index.census(search.query()).stored()).isZero();

        put(IndexSample.of("a").text("tea"));

        assertThat(found(search)).containsExactly("a");
    }

    @Test
    void memories_with_the_same_words_and_vector_are_all_found() {
        put(IntStream.range(0, 200).mapToObj(i -> IndexSample.of("m" + i).text("same")).toList());

        assertThat(found(IndexSearch.words("same").candidates(200))).hasSize(200);
        assertThat(found(IndexSearch.near(leaning(1)).candidates(200))).hasSize(200);
    }

    static Random seeded(long seed) {
        System.out.println("seed " + seed);
        return new Random(seed);
    }

    private static org.assertj.core.groups.Tuple tuple(String id, Signal signal, int rank) {
        return org.assertj.core.groups.Tuple.tuple(MemoryId.of(id), signal, rank);
    }

    private static String sentence(Random random, String[] words) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            sentence.append(words[random.nextInt(words.length)]).append(' ');
        }
        return sentence.toString();
    }
}
