package dev.recall4j.tck;

import static dev.recall4j.tck.JournalScene.exported;
import static dev.recall4j.tck.JournalScene.vector;
import static dev.recall4j.tck.JournalScene.vectors;
import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Held;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Status;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Journal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a journal promises about taking its records elsewhere and back. */
interface JournalTransferTests {

    JournalScene scene();

    private void aBitOfEverything() {
        MemoryId tea = scene().add(ANA, "1", "Tea");
        scene().pass(Duration.ofHours(1));
        scene().reinforce(ANA, tea, wholeOf(scene().hear(ACME, ANA, "2", "Tea again")));
        scene().supersede(ANA, tea, "3", "Milk");
        scene().supersede(ANA, MemoryId.of("3"), "4", "Water");
        scene().journal()
                .amend(
                        ACME,
                        MemoryId.of("4"),
                        scene().amendment(MemoryUpdate.builder().categories(Set.of("c")).build()));
        scene().journal().retract(ACME, scene().add(BOB, "5", "Wine"), scene().act());
        scene().add(BOB, "6", "Beer");
        scene().journal().erase(ACME, MemoryId.of("6"), scene().act());
        scene().hear(
                        ACME,
                        BOB,
                        "7",
                        List.of(Samples.turn("t7a", BOB, "a"), Samples.turn("t7b", BOB, "b")));
        scene().hear(ACME, ANA, "8", "Waiting");
        HeardTurn doubtful = scene().hear(ACME, ANA, "9", "Doubtful");
        scene().decide(
                        ACME,
                        ANA,
                        "hearing-9",
                        held(scene().draft("9", "Doubt", wholeOf(doubtful))));
    }

    private static Decision held(Draft draft) {
        return new Decision.Ignore(
                draft.evidence().getFirst(), ReasonCode.UNGROUNDED, draft, "not in the turn");
    }

    private static List<ExportRecord> comparable(Journal journal) {
        return exported(journal, ACME).stream().map(JournalScene::withoutRevision).toList();
    }

    @Test
    default void an_export_restored_into_an_empty_journal_exports_the_same() {
        aBitOfEverything();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();

        assertThat(other.restore(ACME, records, vectors(records))).isEqualTo(records.size());

        assertThat(comparable(other)).isEqualTo(comparable(scene().journal()));
        assertThat(other.tally(ACME, NOON)).isEqualTo(scene().journal().tally(ACME, NOON));
        assertThat(other.operator().position()).isEqualTo(1);
        assertThat(other.operator().verify()).isEmpty();
    }

    @Test
    default void a_held_candidate_is_restored_once_and_not_after_it_was_accepted() {
        aBitOfEverything();
        Held held = scene().journal().held(ACME, MemoryId.of("9")).orElseThrow();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        other.restore(ACME, records, vectors(records));

        assertThat(other.held(ACME, held.id())).contains(held);
        assertThat(other.restore(ACME, records, vectors(records))).isZero();

        other.decide(
                ACME,
                ANA,
                view ->
                        new DecisionSet(
                                null,
                                List.of(new Decision.Add(held.draft(), "accepted")),
                                Map.of(held.id(), vector("Doubt")),
                                scene().act(),
                                null,
                                Set.of(held.id())));
        assertThat(other.restore(ACME, records, vectors(records))).isZero();
        assertThat(other.held(ACME, held.id())).isEmpty();
    }

    @Test
    default void a_restored_memory_is_as_it_was() {
        aBitOfEverything();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        other.restore(ACME, records, vectors(records));

        for (String id : List.of("1", "3", "4", "5")) {
            Memory restored = other.memory(ACME, MemoryId.of(id)).orElseThrow();
            assertThat(JournalScene.withoutRevision(restored))
                    .isEqualTo(JournalScene.withoutRevision(scene().memory(MemoryId.of(id))));
            assertThat(other.history(ACME, restored.id()))
                    .isEqualTo(scene().journal().history(ACME, restored.id()));
        }
        assertThat(other.history(ACME, MemoryId.of("6"))).hasSize(2);
    }

    @Test
    default void what_was_said_as_often_as_is_counted_can_be_said_again() {
        Memory often =
                IndexSample.of("1").text("Tea").occurrences(Memory.OCCURRENCES_MAX).memory(0);
        List<ExportRecord> records =
                List.of(new ExportRecord.OfMemory(often, Gist.of("tea"), List.of()));
        scene().journal().restore(ACME, records, vectors(records));

        scene().reinforce(ANA, often.id(), wholeOf(scene().hear(ACME, ANA, "2", "Tea")));

        assertThat(scene().memory(often.id()).occurrences()).isEqualTo(Memory.OCCURRENCES_MAX);
        assertThat(scene().operator().verify()).isEmpty();
    }

    @Test
    default void restored_memories_are_handed_to_the_index_with_their_vectors() {
        aBitOfEverything();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        other.restore(ACME, records, vectors(records));

        List<Change> changes = other.operator().changes(0, 100).changes();
        assertThat(changes)
                .extracting(change -> change.id().value())
                .containsExactlyInAnyOrder("1", "3", "4", "5", "6");
        assertThat(changes)
                .filteredOn(Change.Upsert.class::isInstance)
                .hasSize(3)
                .allSatisfy(change -> {
                    Change.Upsert upsert = (Change.Upsert) change;
                    assertThat(upsert.vector())
                            .isEqualTo(JournalScene.vector(upsert.memory().text()));
                });
    }

    @Test
    default void restored_hearings_wait_again() {
        aBitOfEverything();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        other.restore(ACME, records, vectors(records));

        assertThat(other.operator().pending(0, 10).hearings())
                .hasSize(3)
                .extracting(pending -> pending.hearing().turns())
                .containsExactlyElementsOf(
                        scene().operator().pending(0, 10).hearings().stream()
                                .map(pending -> pending.hearing().turns())
                                .toList());
    }

    @Test
    default void each_record_comes_after_those_it_refers_to() {
        aBitOfEverything();
        Set<TurnId> turns = new HashSet<>();
        Set<MemoryId> memories = new HashSet<>();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        for (ExportRecord record : records) {
            switch (record) {
                case ExportRecord.OfTurn of -> turns.add(of.turn().id());
                case ExportRecord.OfErasedTurn of -> assertThat(turns).isEmpty();
                case ExportRecord.OfTombstone of -> memories.add(of.memory());
                case ExportRecord.OfHistory of ->
                        assertThat(memories).contains(of.entry().memory());
                case ExportRecord.OfMemory of -> {
                    assertThat(turns)
                            .containsAll(of.evidence().stream().map(Evidence::turn).toList());
                    if (of.memory().supersededBy() != null) {
                        assertThat(memories).contains(of.memory().supersededBy());
                    }
                    memories.add(of.memory().id());
                }
                case ExportRecord.OfHeld of -> assertThat(turns).contains(of.evidence().turn());
            }
        }
        assertThat(turns).hasSize(7);
        assertThat(memories).hasSize(5);
    }

    @Test
    default void what_is_there_already_is_skipped() {
        aBitOfEverything();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        long position = scene().operator().position();
        assertThat(records).isNotEmpty();

        assertThat(scene().journal().restore(ACME, records, vectors(records))).isZero();
        assertThat(exported(scene().journal(), ACME)).isEqualTo(records);
        assertThat(scene().operator().position()).isEqualTo(position);
    }

    @Test
    default void what_was_erased_here_stays_erased() {
        scene().add(ANA, "1", "Tea");
        scene().add(ANA, "2", "Milk");
        List<ExportRecord> older = exported(scene().journal(), ACME);
        scene().journal().erase(ACME, MemoryId.of("1"), scene().act());
        List<ExportRecord> before = exported(scene().journal(), ACME);
        assertThat(before).isNotEmpty();

        assertThat(scene().journal().restore(ACME, older, vectors(older))).isZero();
        assertThat(exported(scene().journal(), ACME)).isEqualTo(before);
    }

    @Test
    default void what_was_erased_elsewhere_stays_erased_through_its_tombstone() {
        scene().add(ANA, "1", "Tea");
        List<ExportRecord> older = exported(scene().journal(), ACME);
        scene().journal().erase(ACME, MemoryId.of("1"), scene().act());
        List<ExportRecord> newer = exported(scene().journal(), ACME);
        Journal other = scene().another();
        assertThat(other.restore(ACME, newer, Map.of())).isEqualTo(newer.size()).isPositive();

        other.restore(ACME, older, vectors(older));

        assertThat(other.memory(ACME, MemoryId.of("1"))).isEmpty();
        assertThat(other.tally(ACME, NOON).memories()).isEmpty();
    }

    @Test
    default void what_was_erased_is_gone_in_whatever_order_exports_are_restored() {
        HeardTurn turn = scene().hear(ACME, ANA, "1", "Tea and milk");
        scene().decide(
                        ACME,
                        ANA,
                        "hearing-1",
                        new Decision.Add(scene().draft("tea", "Tea", wholeOf(turn)), "news"),
                        new Decision.Add(scene().draft("milk", "Milk", wholeOf(turn)), "news"));
        scene().supersede(ANA, scene().add(ANA, "2", "Wine"), "3", "Water");
        HeardTurn waiting = scene().hear(ACME, BOB, "4", "Waiting");
        List<ExportRecord> older = exported(scene().journal(), ACME);
        scene().journal().erase(ACME, MemoryId.of("tea"), scene().act());
        scene().journal().erase(ACME, MemoryId.of("3"), scene().act());
        scene().journal().eraseAll(ACME, BOB, scene().act());
        List<ExportRecord> newer = exported(scene().journal(), ACME);
        Journal newerFirst = scene().another();
        newerFirst.restore(ACME, newer, vectors(newer));
        newerFirst.restore(ACME, older, vectors(older));
        Journal olderFirst = scene().another();
        olderFirst.restore(ACME, older, vectors(older));
        olderFirst.restore(ACME, newer, vectors(newer));

        assertThat(comparable(newerFirst)).isEqualTo(comparable(scene().journal()));
        assertThat(comparable(olderFirst)).isEqualTo(comparable(scene().journal()));
        assertThat(olderFirst.operator().pending(0, 10).hearings()).isEmpty();
        assertThat(olderFirst.operator().verify()).isEmpty();
        assertThat(exported(olderFirst, ACME))
                .contains(new ExportRecord.OfErasedTurn(waiting.id()));
        assertThat(olderFirst.operator().changes(1, 100).changes())
                .contains(new Change.Remove(2, MemoryId.of("tea"), true));
    }

    @Test
    default void a_memory_that_refers_to_an_erased_one_is_skipped() {
        MemoryId tea = scene().add(ANA, "1", "Tea");
        scene().supersede(ANA, tea, "2", "Milk");
        List<ExportRecord> older = exported(scene().journal(), ACME);
        scene().journal().eraseAll(ACME, ANA, scene().act());
        List<ExportRecord> onlyOlderMemory =
                older.stream()
                        .filter(record ->
                                record instanceof ExportRecord.OfMemory of
                                        && of.memory().id().equals(tea))
                        .toList();
        Journal other = scene().another();
        other.restore(
                ACME, List.of(new ExportRecord.OfTombstone(MemoryId.of("2"), NOON)), Map.of());

        assertThat(onlyOlderMemory).hasSize(1);
        assertThat(other.restore(ACME, onlyOlderMemory, vectors(onlyOlderMemory))).isZero();
    }

    @Test
    default void what_an_active_memory_of_the_scope_says_is_skipped() {
        scene().state(ANA, "1", "Tea");
        scene().state(BOB, "2", "Tea");
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        HeardTurn turn = Samples.turn("t", ANA, "Tea");
        JournalScene there = new JournalScene(new OneJournal(other));
        there.hear(ACME, ANA, "h", List.of(turn));
        there.decide(ANA, new Decision.Add(there.draft("other", "TEA", wholeOf(turn)), "news"));

        assertThat(other.restore(ACME, records, vectors(records)))
                .as("the memory of bob with its history")
                .isEqualTo(2);
        assertThat(other.memory(ACME, MemoryId.of("other")).orElseThrow().occurrences())
                .isEqualTo(1);
        assertThat(other.memory(ACME, MemoryId.of("1"))).isEmpty();
        assertThat(other.memory(ACME, MemoryId.of("2"))).isPresent();
        assertThat(other.tally(ACME, NOON).memories()).isEqualTo(Map.of(Status.ACTIVE, 2L));
    }

    @Test
    default void what_is_said_here_already_rests_on_the_turns_of_both_and_is_kept_longer() {
        scene().add(ANA, "1", "Tea");
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        JournalScene there = new JournalScene(new OneJournal(other));
        MemoryId local = there.addUntil(ANA, "local", "Tea", NOON);

        assertThat(other.restore(ACME, records, vectors(records))).isEqualTo(2);

        Memory memory = other.memory(ACME, local).orElseThrow();
        assertThat(memory.expiresAt()).isNull();
        assertThat(memory.provenance().sources()).hasSize(1);
        assertThat(memory.revision()).isEqualTo(other.operator().position());
        assertThat(other.restore(ACME, records, vectors(records))).isZero();
        assertThat(other.erase(ACME, local, there.act())).isEqualTo(new Erasure(1, 1));
        assertThat(other.tally(ACME, NOON).turns()).isZero();
    }

    @Test
    default void what_was_erased_elsewhere_goes_with_the_turns_that_said_it_here() {
        MemoryId tea = scene().add(ANA, "1", "Tea");
        Journal other = scene().another();
        JournalScene there = new JournalScene(new OneJournal(other));
        List<ExportRecord> before = exported(scene().journal(), ACME);
        other.restore(ACME, before, vectors(before));
        there.reinforce(ANA, tea, wholeOf(there.hear(ACME, ANA, "2", "Tea again")));
        assertThat(other.tally(ACME, NOON).turns()).isEqualTo(2);
        scene().journal().erase(ACME, tea, scene().act());
        List<ExportRecord> after = exported(scene().journal(), ACME);

        other.restore(ACME, after, vectors(after));

        assertThat(other.memory(ACME, tea)).isEmpty();
        assertThat(other.tally(ACME, NOON).turns()).isZero();
    }

    /** A journal that another fixture closes. */
    record OneJournal(Journal fresh) implements JournalFixture {

        @Override
        public void close() {}
    }

    @Test
    default void a_restore_that_fails_takes_nothing_in() {
        scene().state(ANA, "1", "Tea");
        scene().state(ANA, "2", "Milk");
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        Map<MemoryId, float[]> onlyOne = Map.of(MemoryId.of("1"), new float[] {1});

        assertThatThrownBy(() -> other.restore(ACME, records, onlyOne))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(exported(other, ACME)).isEmpty();
        assertThat(other.operator().position()).isZero();
    }

    @Test
    default void a_memory_whose_turns_are_known_under_other_ids_is_skipped() {
        HeardTurn plain = Samples.turn("t1", ANA, "Tea");
        HeardTurn turn =
                new HeardTurn(plain.id(), ANA, plain.turn().withExternalId("e1"), plain.heardAt());
        scene().hear(ACME, ANA, "h1", List.of(turn));
        scene().decide(
                        ACME,
                        ANA,
                        "h1",
                        new Decision.Add(scene().draft("1", "Tea", wholeOf(turn)), "news"));
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        HeardTurn known = new HeardTurn(new TurnId("t2"), ANA, turn.turn(), turn.heardAt());
        new JournalScene(new OneJournal(other)).hear(ACME, ANA, "h2", List.of(known));

        assertThat(other.restore(ACME, records, vectors(records))).isZero();
        assertThat(other.tally(ACME, NOON).turns()).isEqualTo(1);
    }

    @Test
    default void a_memory_that_rests_on_more_than_its_turn_is_refused() {
        scene().add(ANA, "1", "Tea");
        List<ExportRecord> records = new ArrayList<>(exported(scene().journal(), ACME));
        records.replaceAll(record ->
                record instanceof ExportRecord.OfMemory of
                        ? new ExportRecord.OfMemory(
                                of.memory(),
                                of.gist(),
                                List.of(new Evidence(new TurnId("turn-1"), 0, 4)))
                        : record);
        Journal other = scene().another();

        assertThatThrownBy(() -> other.restore(ACME, records, vectors(records)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("3 characters");
        assertThat(exported(other, ACME)).isEmpty();
    }

    @Test
    default void restored_memories_take_part_in_decisions() {
        scene().state(ANA, "1", "Tea");
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        other.restore(ACME, records, vectors(records));
        JournalScene there = new JournalScene(new OneJournal(other));

        assertThatThrownBy(() -> there.state(ANA, "2", "Tea"))
                .isInstanceOf(ConflictException.class);
        there.supersede(ANA, MemoryId.of("1"), "3", "Milk");
        assertThat(there.memory(MemoryId.of("1")).status()).isEqualTo(Status.SUPERSEDED);
    }

    @Test
    default void a_sink_may_read_the_journal() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Set<Memory> read = new HashSet<>();
        scene().journal().export(ACME, record -> read.add(scene().memory(id)));

        assertThat(read).containsExactly(scene().memory(id));
    }
}
