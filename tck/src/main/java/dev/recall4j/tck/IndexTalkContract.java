package dev.recall4j.tck;

import static dev.recall4j.tck.IndexVectors.leaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.Filter;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Occasion;
import dev.recall4j.spi.Surroundings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Memories are found and judged by the talk that they were part of. */
abstract class IndexTalkContract extends IndexPart {

    private static final double ROUNDING = 1e-5;

    private static IndexSearch picnic() {
        return IndexSearch.words("picnic").candidates(1);
    }

    private static IndexSample asked() {
        return IndexSample.of("asked").turn(10).text("Who comes to the picnic?");
    }

    private static IndexSample answered() {
        return IndexSample.of("answered").turn(11).text("Bob and his sister");
    }

    /** What sets a memory apart from the talk that it would else be part of. */
    enum Apart {
        TOO_MANY_TURNS_LATER(sample -> sample.turn(10 + Surroundings.REACH + 1)),
        TOO_MANY_TURNS_BEFORE(sample -> sample.turn(10 - Surroundings.REACH - 1)),
        TOO_LONG_AFTER(
                sample -> sample.saidAt(Samples.NOON.plus(Surroundings.PAUSE).plusSeconds(1))),
        IN_A_NARROWER_SCOPE(sample -> sample.scope(Samples.ANA.withRun("r1"))),
        OF_ANOTHER_TENANT(sample -> sample.tenant(Samples.GLOBEX)),
        FROM_NO_TURN(sample -> sample.turn(0)),
        EXPIRED(sample -> sample.expiresAt(Samples.NOON)),
        SUPERSEDED(IndexSample::superseded);

        private final UnaryOperator<IndexSample> setting;

        Apart(UnaryOperator<IndexSample> setting) {
            this.setting = setting;
        }
    }

    @Test
    void what_was_said_around_a_found_memory_is_found_with_it() {
        put(asked(), answered(), IndexSample.of("before").turn(8).text("Shall we plan June"));

        assertThat(found(picnic())).containsExactly("answered", "asked", "before");
        assertThat(hit(picnic(), Signal.KEYWORD, "answered").rank()).isZero();
    }

    @Test
    void a_word_counts_less_the_more_turns_away_it_was_said() {
        put(asked(), answered(), IndexSample.of("later").turn(12).text("And a dog"));
        double asked = hit(picnic(), Signal.KEYWORD, "asked").score();

        assertThat(hit(picnic(), Signal.KEYWORD_AROUND, "asked").score())
                .isCloseTo(asked, within(ROUNDING));
        assertThat(hit(picnic(), Signal.KEYWORD, "answered").score()).isZero();
        assertThat(hit(picnic(), Signal.KEYWORD_AROUND, "answered").score())
                .isCloseTo(asked * Surroundings.weight(1), within(ROUNDING));
        assertThat(hit(picnic(), Signal.KEYWORD_AROUND, "later").score())
                .isCloseTo(asked * Surroundings.weight(2), within(ROUNDING));
    }

    @Test
    void words_of_a_memory_and_of_its_surroundings_add_up() {
        put(asked(), answered());
        IndexSearch search = IndexSearch.words("picnic sister").candidates(2);

        double picnic = hit(search, Signal.KEYWORD, "asked").score();
        double sister = hit(search, Signal.KEYWORD, "answered").score();

        assertThat(hit(search, Signal.KEYWORD_AROUND, "answered").score())
                .isCloseTo(sister + picnic * Surroundings.weight(1), within(ROUNDING));
    }

    @Test
    void statements_drawn_from_one_turn_are_around_each_other() {
        put(asked(), IndexSample.of("sibling").turn(10).text("Ana bakes a cake"));

        assertThat(hit(picnic(), Signal.KEYWORD_AROUND, "sibling").score())
                .isCloseTo(
                        hit(picnic(), Signal.KEYWORD, "asked").score() * Surroundings.weight(0),
                        within(ROUNDING));
    }

    @Test
    void the_meaning_of_the_talk_is_that_of_all_that_was_said_in_it() {
        put(
                asked().vector(leaning(1)),
                answered().vector(leaning(0)),
                IndexSample.of("elsewhere").vector(leaning(0.1)));
        IndexSearch search = IndexSearch.near(leaning(1)).candidates(3);

        assertThat(hit(search, Signal.DENSE, "answered").score()).isCloseTo(0, within(ROUNDING));
        assertThat(hit(search, Signal.DENSE_AROUND, "answered").score())
                .isCloseTo(Math.sqrt(0.5), within(ROUNDING));
        assertThat(hit(search, Signal.DENSE_AROUND, "elsewhere").score())
                .isCloseTo(0.1, within(ROUNDING));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_set_apart_is_not_around(Apart apart) {
        put(asked(), apart.setting.apply(answered()));

        assertThat(found(picnic())).containsExactly("asked");
    }

    @Test
    void what_is_found_in_another_conversation_gives_nothing_to_this_one() {
        Scope run = Samples.ANA.withRun("r1");
        put(asked(), answered().scope(run).text("Bob likes his picnic"));

        List<Hit> hits = hits(IndexSearch.words("picnic likes").candidates(5));

        assertThat(hit(hits, Signal.KEYWORD_AROUND, "asked"))
                .isCloseTo(hit(hits, Signal.KEYWORD, "asked"), within(ROUNDING));
    }

    private static double hit(List<Hit> hits, Signal signal, String id) {
        return hits.stream()
                .filter(hit -> hit.signal() == signal && hit.memory().value().equals(id))
                .findFirst()
                .orElseThrow()
                .score();
    }

    @Test
    void what_a_filter_keeps_out_is_not_found_around_either() {
        put(asked().metadata("n", 1), answered().metadata("n", 2));
        Filter filter = Filter.eq("n", 1);

        assertThat(found(picnic().filter(filter))).containsExactly("asked");
    }

    @Test
    void what_a_memory_said_before_it_was_changed_counts_no_more() {
        put(asked(), answered(), IndexSample.of("later").turn(12).text("And a dog"));
        put(asked().text("(removed)"));

        assertThat(found(picnic())).isEmpty();

        List<Hit> hits = hits(IndexSearch.words("sister picnic").candidates(5));
        assertThat(hit(hits, Signal.KEYWORD_AROUND, "answered"))
                .isCloseTo(hit(hits, Signal.KEYWORD, "answered"), within(ROUNDING));
        assertThat(hits).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void a_neighbour_that_was_removed_counts_no_more() {
        put(asked(), answered(), IndexSample.of("later").turn(12).text("And a dog"));
        remove("asked");

        List<Hit> hits = hits(IndexSearch.words("sister picnic").candidates(5));
        assertThat(hits).extracting(hit -> hit.memory().value()).containsOnly("answered", "later");
        assertThat(hit(hits, Signal.KEYWORD_AROUND, "answered"))
                .isCloseTo(hit(hits, Signal.KEYWORD, "answered"), within(ROUNDING));
    }

    @Test
    void a_filter_looks_at_a_neighbour_as_it_is_now() {
        put(asked().metadata("n", 1), answered().metadata("n", 1));
        put(answered().metadata("n", 2));

        assertThat(found(picnic().filter(Filter.eq("n", 1)))).containsExactly("asked");
    }

    @Test
    void who_speaks_no_more_is_no_name_any_more() {
        put(asked().saidBy("Rex"), answered().saidBy("Ana"));
        remove("asked");

        assertThat(index.speakers(Samples.ACME, Samples.ANA, Set.of("Rex", "Ana")))
                .containsExactly("Ana");
    }

    @Test
    void a_memory_is_found_with_how_it_came_up() {
        Instant since = Samples.NOON.minusSeconds(60);
        put(asked().saidBy("Ana").validFrom(since), answered().saidAt(Samples.NOON.plusSeconds(5)));

        Map<MemoryId, Occasion> occasions =
                index.search(IndexSearch.words("picnic").query()).occasions();

        assertThat(occasions)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*turn")
                .isEqualTo(
                        Map.of(
                                MemoryId.of("asked"),
                                new Occasion("Ana", Samples.NOON, since, true),
                                MemoryId.of("answered"),
                                new Occasion(null, Samples.NOON.plusSeconds(5), null, false)));
    }

    @Test
    void memories_of_one_turn_are_known_by_it_and_quotations_as_such() {
        put(
                IndexSample.of("fact").turn(3).text("Picnic on Sunday"),
                IndexSample.of("quoted")
                        .turn(3)
                        .text("The picnic? Sunday")
                        .categories(Memory.QUOTATION),
                IndexSample.of("next").turn(4).text("A picnic basket"),
                IndexSample.of("elsewhere")
                        .turn(3)
                        .text("Picnic here")
                        .scope(Samples.ANA.withRun("r1")),
                IndexSample.of("stated").turn(0).text("Picnics are fun"));

        Map<MemoryId, Occasion> found =
                index.search(IndexSearch.words("picnic picnics").query()).occasions();

        long turn = occasion(found, "fact").turn();
        assertThat(turn).isNotZero();
        assertThat(occasion(found, "quoted").turn()).isEqualTo(turn);
        assertThat(occasion(found, "next").turn()).isNotIn(turn, 0L);
        assertThat(occasion(found, "elsewhere").turn()).isNotIn(turn, 0L);
        assertThat(occasion(found, "stated").turn()).isZero();
        assertThat(found.values()).filteredOn(Occasion::quotation).hasSize(1);
        assertThat(occasion(found, "quoted").quotation()).isTrue();
    }

    private static Occasion occasion(Map<MemoryId, Occasion> found, String id) {
        return Objects.requireNonNull(found.get(MemoryId.of(id)), id);
    }

    @Test
    void words_are_told_to_be_names_of_those_who_speak_in_the_scope() {
        put(
                asked().saidBy("Ana Müller"),
                answered().saidBy("Bob").scope(Samples.BOB),
                IndexSample.of("foreign").saidBy("Cleo").tenant(Samples.GLOBEX),
                IndexSample.of("run").saidBy("Dan").scope(Samples.ANA.withRun("r1")));

        assertThat(
                        index.speakers(
                                Samples.ACME,
                                Samples.ANA,
                                Set.of("ANA", "muller", "Bob", "Cleo", "Dan", "picnic", "A")))
                .containsExactlyInAnyOrder("ANA", "muller", "Dan");
        assertThat(index.speakers(Samples.ACME, Samples.BOB, Set.of("Bob", "Ana")))
                .containsExactly("Bob");
    }
}
