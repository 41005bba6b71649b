package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Occasion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class FusionTest {

    private static final Embedder.Band BAND = new Embedder.Band(0.2, 0.8);

    private static final Occasion TOLD = new Occasion(null, Instant.EPOCH, null, false);
    private static final Question NOBODY_AND_NEVER =
            new Question("", Set.of(), AskedTime.in("", LocalDate.EPOCH));

    private final Fusion fusion = new Fusion(BAND, Weights.defaults(), ZoneOffset.UTC);

    @Test
    void what_both_signals_find_comes_before_what_one_finds() {
        List<Fusion.Scored> ranked =
                fuse(hits(found("both", 0.8, 1), found("dense", 0.8, 0), found("word", 0.2, 1)));

        assertThat(ranked).extracting(scored -> scored.memory().value()).startsWith("both");
    }

    @Test
    void what_only_words_find_can_win_over_weak_meaning() {
        List<Fusion.Scored> ranked = fuse(hits(found("weak", 0.3, 0), found("word", 0.1, 0.9)));

        assertThat(ranked.getFirst().memory().value()).isEqualTo("word");
    }

    @Test
    void what_only_meaning_finds_can_win_over_weak_words() {
        List<Fusion.Scored> ranked = fuse(hits(found("meaning", 0.75, 0), found("word", 0.1, 0.2)));

        assertThat(ranked.getFirst().memory().value()).isEqualTo("meaning");
    }

    @Test
    void scores_are_from_0_to_1_and_the_sum_of_their_parts() {
        for (Fusion.Scored scored :
                fuse(hits(found("a", 1, 1), found("b", -1, 0.1), found("c", 0.5, 0.5)))) {
            assertThat(scored.score())
                    .isBetween(0.0, 1.0)
                    .isCloseTo(
                            scored.parts().values().stream().mapToDouble(p -> p.part()).sum(),
                            within(1e-9));
        }
    }

    @Test
    void what_no_signal_finds_alike_is_left_out() {
        assertThat(fuse(hits(found("unlike", 0.1, 0)))).isEmpty();
    }

    @Test
    void equal_scores_come_in_the_order_of_their_ids() {
        List<Fusion.Scored> ranked =
                fuse(hits(found("b", 0.5, 0.5), found("a", 0.5, 0.5), found("c", 0.5, 0.5)));

        assertThat(ranked)
                .extracting(scored -> scored.memory().value())
                .containsExactly("a", "b", "c");
    }

    @Test
    void a_memory_scores_the_same_whatever_else_is_found() {
        double alone = fuse(hits(found("a", 0.5, 0.5))).getFirst().score();
        double amongOthers =
                fuse(hits(found("a", 0.5, 0.5), found("b", 0.9, 0.9))).getLast().score();

        assertThat(alone).isEqualTo(amongOthers);
    }

    @Test
    void what_the_talk_around_it_is_about_counts_for_a_memory() {
        assertThat(score(around(0.5, 0.8, 0.1, 0.1), TOLD, NOBODY_AND_NEVER))
                .isGreaterThan(score(around(0.5, 0.3, 0.1, 0.1), TOLD, NOBODY_AND_NEVER));
    }

    @Test
    void words_said_around_it_count_for_a_memory_as_far_as_it_lacks_them() {
        double alone = score(around(0.5, 0.5, 0.1, 0.1), TOLD, NOBODY_AND_NEVER);
        double inTalk = score(around(0.5, 0.5, 0.1, 0.4), TOLD, NOBODY_AND_NEVER);
        double itself = score(around(0.5, 0.5, 0.4, 0.4), TOLD, NOBODY_AND_NEVER);

        assertThat(inTalk).isGreaterThan(alone).isEqualTo(itself);
    }

    @Test
    void who_is_named_counts_for_what_they_said() {
        Question ofAna = new Question("tea", Set.of("ana"), never());
        Occasion byAna = new Occasion("Ana Lopez", Instant.EPOCH, null, false);
        Occasion byBob = new Occasion("Bob", Instant.EPOCH, null, false);

        assertThat(score(found("a", 0.5, 0.2), byAna, ofAna))
                .isGreaterThan(score(found("a", 0.5, 0.2), byBob, ofAna));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "Zoe\u0308", "ZOE", "zoe Lopez"})
    void a_name_is_the_same_with_and_without_its_accents(String speaker) {
        Question ofZoe = new Question("tea", Set.of(Words.folded("Zoë")), never());
        Occasion byZoe = new Occasion(speaker, Instant.EPOCH, null, false);

        assertThat(score(found("a", 0.5, 0.2), byZoe, ofZoe))
                .isGreaterThan(score(found("a", 0.5, 0.2), TOLD, ofZoe));
    }

    @Test
    void when_is_named_counts_for_what_was_said_then() {
        Question inMay = new Question("tea", Set.of(), AskedTime.in("in May", LocalDate.EPOCH));
        Occasion then = new Occasion(null, Instant.parse("2024-05-08T12:00:00Z"), null, false);

        assertThat(score(found("a", 0.5, 0.2), then, inMay))
                .isGreaterThan(score(found("a", 0.5, 0.2), TOLD, inMay));
    }

    @Test
    void when_is_named_counts_for_what_happened_then() {
        Question inMay = new Question("tea", Set.of(), AskedTime.in("in May", LocalDate.EPOCH));
        Occasion then =
                new Occasion(null, Instant.EPOCH, Instant.parse("2024-05-08T12:00:00Z"), false);

        assertThat(score(found("a", 0.5, 0.2), then, inMay))
                .isGreaterThan(score(found("a", 0.5, 0.2), TOLD, inMay));
    }

    @Test
    void of_equal_scores_the_one_with_more_of_the_words_comes_first() {
        List<Fusion.Scored> ranked = fuse(hits(found("a", 0.9, 0.6), found("b", 0.9, 0.7)));

        assertThat(ranked.getFirst().score()).isEqualTo(ranked.getLast().score());
        assertThat(ranked).extracting(scored -> scored.memory().value()).containsExactly("b", "a");
    }

    @Test
    void who_and_when_alone_make_no_answer() {
        Question ofAna = new Question("tea", Set.of("ana"), never());
        Occasion byAna = new Occasion("Ana", Instant.EPOCH, null, false);

        assertThat(fuse(found("a", 0.1, 0), byAna, ofAna)).isEmpty();
    }

    @Test
    void a_memory_that_asks_scores_a_little_less_than_one_that_tells() {
        Occasion asking = new Occasion(null, Instant.EPOCH, null, true);
        double told = score(found("a", 0.5, 0.2), TOLD, NOBODY_AND_NEVER);

        assertThat(score(found("a", 0.5, 0.2), asking, NOBODY_AND_NEVER))
                .isCloseTo(told * 0.9, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RERANK", "FRESHNESS"})
    void a_signal_that_is_switched_off_gives_nothing(Signal off) {
        Fusion without = new Fusion(BAND, Weights.defaults().without(off), ZoneOffset.UTC);
        Question ofAnaThen =
                new Question("tea", Set.of("ana"), AskedTime.in("1970", LocalDate.EPOCH));
        Occasion byAnaThen = new Occasion("Ana", Instant.EPOCH, null, false);
        Hits hits = new Hits(around(0.5, 0.6, 0.1, 0.2), Map.of(MemoryId.of("told"), byAnaThen));

        Map<Signal, Recalled.Part> all = fusion.fuse(hits, ofAnaThen).getFirst().parts();
        Map<Signal, Recalled.Part> fewer = without.fuse(hits, ofAnaThen).getFirst().parts();

        assertThat(all.keySet()).isEqualTo(EnumSet.range(Signal.DENSE, Signal.TIME));
        assertThat(Objects.requireNonNull(all.get(off)).part()).isPositive();
        assertThat(Objects.requireNonNull(fewer.get(off)).part()).isZero();
    }

    private static AskedTime never() {
        return AskedTime.in("", LocalDate.EPOCH);
    }

    private double score(List<Hit> hits, Occasion occasion, Question question) {
        return fuse(hits, occasion, question).getFirst().score();
    }

    private List<Fusion.Scored> fuse(List<Hit> hits, Occasion occasion, Question question) {
        return fusion.fuse(new Hits(hits, Map.of(hits.getFirst().memory(), occasion)), question);
    }

    private static List<Hit> around(double own, double talk, double words, double talksWords) {
        MemoryId memory = MemoryId.of("told");
        return List.of(
                new Hit(memory, Signal.DENSE, own, 1),
                new Hit(memory, Signal.DENSE_AROUND, talk, 0),
                new Hit(memory, Signal.KEYWORD, words, 1),
                new Hit(memory, Signal.KEYWORD_AROUND, talksWords, 0));
    }

    private List<Fusion.Scored> fuse(Hits hits) {
        return fusion.fuse(hits, NOBODY_AND_NEVER);
    }

    private static List<Hit> found(String id, double cosine, double keyword) {
        MemoryId memory = MemoryId.of(id);
        return List.of(
                new Hit(memory, Signal.DENSE, cosine, 1),
                new Hit(memory, Signal.KEYWORD, keyword, keyword > 0 ? 1 : 0));
    }

    @SafeVarargs
    private static Hits hits(List<Hit>... found) {
        List<Hit> hits = Stream.of(found).flatMap(List::stream).toList();
        return new Hits(
                hits,
                hits.stream()
                        .map(Hit::memory)
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), memory -> TOLD)));
    }
}
