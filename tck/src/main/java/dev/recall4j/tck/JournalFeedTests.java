package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.Decision;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.JournalOperator;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a journal promises to indexes and operators, and about its end. */
interface JournalFeedTests {

    JournalScene scene();

    @Test
    default void a_change_brings_tenant_memory_and_vector() {
        MemoryId id = scene().add(GLOBEX, ANA, "1", "Tea");

        Changes changes = scene().operator().changes(0, 10);

        assertThat(changes.upTo()).isEqualTo(scene().operator().position());
        assertThat(changes.changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Upsert.class,
                        upsert -> {
                            assertThat(upsert.tenant()).isEqualTo(GLOBEX);
                            assertThat(upsert.memory()).isEqualTo(scene().memory(GLOBEX, id));
                            assertThat(upsert.position()).isEqualTo(upsert.memory().revision());
                            assertThat(upsert.vector()).isEqualTo(JournalScene.vector("Tea"));
                        });
    }

    @Test
    default void a_memory_that_changed_often_shows_up_once_with_its_last_state() {
        MemoryId tea = scene().add(ANA, "1", "Tea");
        scene().add(BOB, "2", "Water");
        scene().journal().amend(ACME, tea, scene().amendment(MemoryUpdate.text("Green tea")));
        scene().supersede(ANA, tea, "3", "Milk");
        MemoryId gone = scene().add(BOB, "4", "Wine");
        scene().journal().retract(ACME, gone, scene().act());

        List<Change> changes = scene().changesAfter(0);

        assertThat(changes)
                .extracting(Change::id)
                .extracting(MemoryId::value)
                .containsExactly("2", "1", "3", "4");
        assertThat(changes.get(1))
                .isInstanceOfSatisfying(
                        Change.Upsert.class,
                        upsert -> assertThat(upsert.memory()).isEqualTo(scene().memory(tea)));
        assertThat(changes.get(3))
                .isEqualTo(new Change.Remove(scene().operator().position(), gone, false));
    }

    @Test
    default void only_what_lies_behind_the_position_is_handed_over() {
        scene().add(ANA, "1", "Tea");
        long position = scene().operator().position();
        assertThat(scene().operator().changes(position, 10))
                .isEqualTo(new Changes(List.of(), position, lineage(position)));

        scene().hear(ACME, ANA, "2", "Hello");
        assertThat(scene().operator().changes(position, 10))
                .as("hearing moves the position and changes no memory")
                .isEqualTo(new Changes(List.of(), position + 1, lineage(position + 1)));
    }

    @Test
    default void following_in_small_steps_gives_whole_writes_and_everything_once() {
        for (int write = 0; write < 20; write++) {
            int first = write * 10;
            Decision[] decisions =
                    IntStream.range(0, 1 + write % 4)
                            .mapToObj(i -> scene().draft("m" + (first + i), "Text " + (first + i)))
                            .map(draft -> new Decision.Add(draft, "news"))
                            .toArray(Decision[]::new);
            scene().decide(write % 2 == 0 ? ANA : BOB, decisions);
        }
        scene().journal().retractAll(ACME, ANA, scene().act());
        scene().journal().eraseAll(ACME, BOB, scene().act());

        assertThat(scene().changesAfter(0)).hasSize(50);
        for (int limit : new int[] {1, 3, 7, 1_000}) {
            assertThat(follow(limit)).isEqualTo(scene().changesAfter(0));
        }
    }

    @Test
    default void no_other_journal_has_the_same_lineage() {
        Journal other = scene().another();
        scene().hear(ACME, ANA, "1", "Tea");
        other.hear(
                ACME,
                ANA,
                new Hearing(
                        new HearingId("hearing-1"),
                        List.of(Samples.turn("turn-1", ANA, "Tea")),
                        Samples.OPTIONS));

        assertThat(scene().operator().position()).isEqualTo(1);
        assertThat(other.operator().position()).isEqualTo(1);
        assertThat(lineage(1)).isNotEqualTo(other.operator().lineage(1));
    }

    @Test
    default void a_position_keeps_its_lineage_and_changes_bring_it() {
        scene().add(ANA, "1", "Tea");
        long position = scene().operator().position();
        String lineage = lineage(position);
        assertThat(lineage).isNotBlank();
        assertThat(scene().operator().changes(0, 10).lineage()).isEqualTo(lineage);

        scene().add(ANA, "2", "Milk");

        assertThat(lineage(position)).isEqualTo(lineage);
        assertThat(scene().operator().changes(0, 1).lineage()).isEqualTo(lineage);
    }

    private String lineage(long position) {
        return scene().operator().lineage(position);
    }

    private List<Change> follow(int limit) {
        List<Change> all = new ArrayList<>();
        long position = 0;
        while (position < scene().operator().position()) {
            Changes step = scene().operator().changes(position, limit);
            assertThat(step.upTo()).isGreaterThan(position);
            long after = position;
            assertThat(step.changes())
                    .allMatch(c -> c.position() > after && c.position() <= step.upTo());
            assertThat(step.changes().stream().filter(c -> c.position() < step.upTo()).count())
                    .as("only the last write may go over the limit")
                    .isLessThan(limit);
            all.addAll(step.changes());
            position = step.upTo();
        }
        return all;
    }

    @Test
    default void changes_come_in_the_order_of_their_positions() {
        scene().add(ANA, "1", "Tea");
        scene().add(BOB, "2", "Milk");
        scene().add(ANA, "3", "Wine");
        scene().journal().erase(ACME, MemoryId.of("2"), scene().act());
        scene().add(ANA, "4", "Rum");

        assertThat(scene().changesAfter(0))
                .extracting(change -> change.id().value())
                .containsExactly("1", "3", "2", "4");
    }

    @Test
    default void the_embedder_is_recorded() {
        assertThat(scene().operator().embedder()).isEmpty();
        scene().operator().recordEmbedder(new EmbedderInfo("small", 4));

        assertThat(scene().operator().embedder()).contains(new EmbedderInfo("small", 4));
    }

    @Test
    default void embedding_anew_replaces_every_vector_in_one_write() {
        scene().operator().recordEmbedder(new EmbedderInfo("small", 4));
        for (int i = 0; i < 150; i++) {
            scene().state(i % 2 == 0 ? ANA : BOB, "m" + i, "Text " + i);
        }
        scene().add(GLOBEX, ANA, "g", "Text of globex");
        scene().journal().retract(ACME, MemoryId.of("m7"), scene().act());
        long position = scene().operator().position();
        EmbedderInfo large = new EmbedderInfo("large", 2);

        scene().operator()
                .reembed(
                        large,
                        texts ->
                                texts.stream()
                                        .map(text -> new float[] {text.length(), 1})
                                        .toList());

        assertThat(scene().operator().position()).isEqualTo(position + 1);
        assertThat(scene().operator().embedder()).contains(large);
        assertThat(scene().changesAfter(position))
                .hasSize(151)
                .allSatisfy(change -> {
                    if (change instanceof Change.Upsert upsert) {
                        assertThat(upsert.vector())
                                .containsExactly(upsert.memory().text().length(), 1);
                    } else {
                        assertThat(change.id()).isEqualTo(MemoryId.of("m7"));
                    }
                });
    }

    @Test
    default void embedding_anew_that_fails_changes_nothing() {
        EmbedderInfo small = new EmbedderInfo("small", 4);
        scene().operator().recordEmbedder(small);
        scene().state(ANA, "m", "Tea");
        List<Change> before = scene().changesAfter(0);
        IllegalStateException down = new IllegalStateException("model is down");

        assertThatThrownBy(() ->
                        scene().operator()
                                .reembed(
                                        new EmbedderInfo("large", 2),
                                        texts -> {
                                            throw down;
                                        }))
                .isSameAs(down);
        assertThat(scene().operator().embedder()).contains(small);
        assertThat(scene().changesAfter(0))
                .singleElement()
                .extracting(Change::position)
                .isEqualTo(before.getFirst().position());
    }

    @Test
    default void a_sound_journal_has_nothing_wrong_with_it() {
        scene().add(ANA, "1", "Tea");
        scene().supersede(ANA, MemoryId.of("1"), "2", "Milk");
        scene().hear(ACME, BOB, "3", "Hello");
        scene().journal().erase(ACME, MemoryId.of("2"), scene().act());

        assertThat(scene().operator().verify()).isEmpty();
        assertThat(scene().memory(MemoryId.of("1")).text()).isEqualTo("Tea");
    }

    @Test
    default void a_closed_journal_says_so() {
        scene().add(ANA, "1", "Tea");
        Journal journal = scene().journal();
        JournalOperator operator = journal.operator();
        MemoryId id = MemoryId.of("1");
        journal.close();
        journal.close();

        Map<String, ThrowingCallable> calls = new HashMap<>();
        calls.put("hear", () -> scene().hear(ACME, ANA, "2", "Hello"));
        calls.put("decide", () -> scene().decide(ANA));
        calls.put(
                "amend",
                () -> journal.amend(ACME, id, scene().amendment(MemoryUpdate.text("Milk"))));
        calls.put("retract", () -> journal.retract(ACME, id, scene().act()));
        calls.put("retractAll", () -> journal.retractAll(ACME, ANA, scene().act()));
        calls.put("erase", () -> journal.erase(ACME, id, scene().act()));
        calls.put("eraseAll", () -> journal.eraseAll(ACME, ANA, scene().act()));
        calls.put("memory", () -> journal.memory(ACME, id));
        calls.put("memories", () -> journal.memories(ACME, List.of(id)));
        calls.put("list", () -> journal.list(ACME, ListRequest.builder(ANA).build(), NOON));
        calls.put("history", () -> journal.history(ACME, id));
        calls.put("tally", () -> journal.tally(ACME, NOON));
        calls.put("export", () -> journal.export(ACME, record -> {}));
        calls.put("restore", () -> journal.restore(ACME, List.of(), Map.of()));
        calls.put("position", operator::position);
        calls.put("lineage", () -> operator.lineage(1));
        calls.put("changes", () -> operator.changes(0, 10));
        calls.put("pending", () -> operator.pending(0, 10));
        calls.put("embedder", operator::embedder);
        calls.put("recordEmbedder", () -> operator.recordEmbedder(new EmbedderInfo("x", 1)));
        calls.put("reembed", () -> operator.reembed(new EmbedderInfo("x", 1), texts -> List.of()));
        calls.put("verify", operator::verify);
        calls.forEach(JournalFeedTests::assertClosed);
    }

    private static void assertClosed(String name, ThrowingCallable call) {
        assertThatThrownBy(call)
                .as(name)
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }

    @Test
    default void an_interrupt_does_not_undo_or_corrupt_a_write() {
        Thread.currentThread().interrupt();
        try {
            scene().add(ANA, "1", "Tea");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(scene().memory(MemoryId.of("1")).text()).isEqualTo("Tea");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        scene().add(Tenant.DEFAULT, Scope.ofRun("r"), "2", "Milk");
        assertThat(scene().operator().position()).isEqualTo(4);
    }
}
