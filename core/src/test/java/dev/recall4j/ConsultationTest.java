package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Added;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.spi.Arbiter;
import dev.recall4j.spi.Arbiter.Arbitration;
import dev.recall4j.spi.Arbiter.Pair;
import dev.recall4j.spi.Arbiter.Ruling;
import dev.recall4j.tck.HashingEmbedder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

class ConsultationTest {

    private static final Scope ANA = Scope.ofUser("ana");
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final List<Pair> asked = new ArrayList<>();
    private Function<List<Pair>, @Nullable Arbitration> answer =
            pairs -> ruling(pairs, Ruling.COMPATIBLE);

    private final Arbiter arbiter =
            new Arbiter() {
                @Override
                public String name() {
                    return "scripted/1";
                }

                // It lies, as a model may.
                @SuppressWarnings("NullAway")
                @Override
                public Arbitration settle(List<Pair> pairs) {
                    asked.addAll(pairs);
                    return answer.apply(pairs);
                }
            };

    private final Memories memories =
            Memories.builder()
                    .journal(new InMemoryJournal())
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .extractor(
                            ExtractionMode.MODEL, new ScriptedExtractor(ConsultationTest::asSaid))
                    .arbiter(arbiter)
                    .build();

    @AfterEach
    void close() {
        memories.close();
    }

    /** Each turn is a statement, true since the day that stands in front of a "#", if one does. */
    private static Extraction asSaid(List<HeardTurn> turns) {
        return new Extraction(turns.stream().map(ConsultationTest::candidate).toList(), List.of());
    }

    private static Candidate candidate(HeardTurn turn) {
        String said = turn.turn().text();
        int mark = said.indexOf('#');
        @Nullable Instant from =
                mark < 0 ? null : Instant.parse(said.substring(0, mark) + "T00:00:00Z");
        return new Candidate(
                said.substring(mark + 1),
                new Evidence(turn.id(), 0, said.length()),
                Set.of(),
                from);
    }

    private static Arbitration ruling(List<Pair> pairs, Ruling ruling) {
        return new Arbitration(
                pairs.stream().map(pair -> ruling).toList(),
                new ModelUse(1, 100, 0, 10, Duration.ofMillis(5)));
    }

    private Added say(Instant at, String... statements) {
        return memories.add(
                ANA,
                Stream.of(statements)
                        .map(text -> Turn.user(text).at(at.atZone(ZoneOffset.UTC)))
                        .toList());
    }

    private Added say(String... statements) {
        return say(NOON, statements);
    }

    private List<String> now() {
        return memories.list(ANA).items().stream().map(Memory::text).toList();
    }

    @Test
    void how_a_task_was_done_is_not_asked_about_when_something_like_it_is_heard() {
        say("Store the bike\n1. Ana keeps her bike in the cellar\n2. Ana locked the bike");

        say("Ana keeps her bike in the garage");

        assertThat(asked).isEmpty();
        assertThat(now()).hasSize(2);
    }

    @Test
    void what_is_alike_and_unclear_is_settled_in_one_call() {
        say("Ana keeps her bike in the cellar", "Ana keeps her skis in the attic");

        Added added = say("Ana keeps her bike in the garage", "Ana keeps her skis in the garage");

        assertThat(added.use().calls()).isEqualTo(1);
        assertThat(asked)
                .extracting(pair -> pair.heard().text())
                .contains("Ana keeps her bike in the garage", "Ana keeps her skis in the garage");
    }

    @Test
    void a_change_that_only_the_model_sees_supersedes() {
        say("Ana keeps her bike in the cellar");
        answer = pairs -> ruling(pairs, Ruling.CHANGE);

        say(NOON.plusSeconds(1), "Ana keeps her bike in the garage");

        assertThat(now()).containsExactly("Ana keeps her bike in the garage");
    }

    @Test
    void the_model_does_not_decide_which_of_two_is_newer() {
        say(NOON, "Ana keeps her bike in the garage");
        answer = pairs -> ruling(pairs, Ruling.CHANGE);

        say(NOON.minusSeconds(60), "Ana keeps her bike in the cellar");

        assertThat(now()).containsExactly("Ana keeps her bike in the garage");
    }

    @Test
    void a_change_in_the_month_in_which_the_other_was_said_came_after_it() {
        Instant told = Instant.parse("2026-04-10T12:00:00Z");
        say(told, "Ana keeps her bike in the cellar");
        answer = pairs -> ruling(pairs, Ruling.CHANGE);

        Added added = say(NOON, "2026-04-01#Ana keeps her bike in the garage since April");

        assertThat(now()).containsExactly("Ana keeps her bike in the garage since April");
        MemoryId older = ((Decision.Supersede) added.decisions().getFirst()).older();
        assertThat(memories.get(older).orElseThrow().validTo()).isEqualTo(told);
    }

    @Test
    void what_tells_of_an_end_in_other_words_is_settled_too() {
        say("Ana keeps her bike in the cellar");

        say("Ana sold her bike to Ben");

        assertThat(asked).hasSize(1);
    }

    @Test
    void what_has_nothing_to_do_with_it_is_not_asked() {
        say("Ana keeps her bike in the cellar");

        say("Dinner was cold");

        assertThat(asked).isEmpty();
    }

    @Test
    void a_correction_leaves_nothing_of_the_other_true() {
        say("Ana keeps her bike in the cellar");
        answer = pairs -> ruling(pairs, Ruling.CORRECTION);

        Added added = say(NOON.plusSeconds(9), "Ana keeps her bike in the garage");

        MemoryId older = ((Decision.Supersede) added.decisions().getFirst()).older();
        assertThat(memories.get(older).orElseThrow().validAt(NOON)).isFalse();
    }

    @Test
    void the_same_in_other_words_reinforces() {
        say("Ana keeps her bike in the cellar");
        answer = pairs -> ruling(pairs, Ruling.SAME);

        say("The bike of Ana is kept in the cellar");

        assertThat(now()).containsExactly("Ana keeps her bike in the cellar");
    }

    @Test
    void what_rules_can_tell_is_not_asked() {
        say("Ana lives in Lisbon", "Ana has been in the choir");

        say("Ana now lives in Porto", "Ana has now been in the choir");

        assertThat(asked).isEmpty();
        assertThat(now())
                .containsExactlyInAnyOrder("Ana now lives in Porto", "Ana has been in the choir");
    }

    static List<Function<List<Pair>, @Nullable Arbitration>> lies() {
        return List.of(
                pairs -> null,
                pairs -> ruling(List.of(), Ruling.CHANGE),
                pairs -> {
                    throw new IllegalStateException("my secret is tea");
                },
                pairs -> {
                    throw new StackOverflowError();
                });
    }

    @ParameterizedTest
    @MethodSource("lies")
    void rules_decide_alone_if_the_model_is_down_or_lies(
            Function<List<Pair>, @Nullable Arbitration> lie) {
        say("Ana keeps her bike in the cellar");
        answer = lie;

        Added added = say("Ana keeps her bike in the garage");

        assertThat(now()).hasSize(2);
        assertThat(added.reasons())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.ARBITER_UNAVAILABLE);
    }

    @Test
    void a_ruling_on_a_memory_that_changed_meanwhile_counts_for_nothing() {
        MemoryId cellar = say("Ana keeps her bike in the cellar").added().getFirst();
        answer =
                pairs -> {
                    memories.update(cellar, MemoryUpdate.text("Ana keeps a diary"));
                    return ruling(pairs, Ruling.CHANGE);
                };

        say("Ana keeps her bike in the garage");

        assertThat(now())
                .containsExactlyInAnyOrder("Ana keeps a diary", "Ana keeps her bike in the garage");
    }
}
