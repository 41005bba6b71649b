package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.RecallNote;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a journal promises about notes of where memories were recalled. */
interface JournalRecallTests {

    JournalScene scene();

    private static RecallEntry entry(Instant at, Scope scope, int rank) {
        return new RecallEntry(at, scope, RecallUse.SEARCH, rank, 1.0 / rank);
    }

    private static RecallEntry entry(int second) {
        return entry(NOON.plusSeconds(second), ANA, 1);
    }

    private void note(MemoryId id, RecallEntry... entries) {
        note(ACME, id, entries);
    }

    private void note(Tenant tenant, MemoryId id, RecallEntry... entries) {
        scene().operator()
                .noteRecalls(
                        Stream.of(entries).map(one -> new RecallNote(tenant, id, one)).toList());
    }

    private Recalls recalls(MemoryId id) {
        return scene().journal().recalls(ACME, id);
    }

    @Test
    default void what_was_noted_is_told_the_latest_first() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        RecallEntry search = new RecallEntry(NOON, ANA, RecallUse.SEARCH, 3, 0.1);
        RecallEntry context =
                new RecallEntry(NOON.plusMillis(1), ANA, RecallUse.CONTEXT, 1, Math.nextUp(0.5));

        note(id, search);
        note(id, context);

        assertThat(recalls(id))
                .isEqualTo(new Recalls(2, NOON, NOON.plusMillis(1), List.of(context, search)));
    }

    @Test
    default void a_memory_that_was_never_recalled_has_no_recalls() {
        MemoryId other = scene().add(ANA, "1", "Tea");
        MemoryId id = scene().add(ANA, "2", "Milk");

        note(other, entry(0));

        assertThat(recalls(id)).isEqualTo(Recalls.NONE);
        assertThat(recalls(MemoryId.of("unknown"))).isEqualTo(Recalls.NONE);
        assertThat(recalls(other).times()).isEqualTo(1);
    }

    @Test
    default void notes_on_many_memories_of_many_tenants_are_kept_together() {
        MemoryId one = scene().add(ACME, ANA, "1", "Tea");
        MemoryId two = scene().add(ACME, ANA, "2", "Milk");
        MemoryId three = scene().add(GLOBEX, ANA, "3", "Tea");

        scene().operator()
                .noteRecalls(
                        List.of(
                                new RecallNote(ACME, one, entry(0)),
                                new RecallNote(GLOBEX, three, entry(1)),
                                new RecallNote(ACME, two, entry(2)),
                                new RecallNote(ACME, one, entry(3))));

        assertThat(recalls(one).latest()).containsExactly(entry(3), entry(0));
        assertThat(recalls(two).latest()).containsExactly(entry(2));
        assertThat(scene().journal().recalls(GLOBEX, three).latest()).containsExactly(entry(1));
    }

    @Test
    default void of_many_recalls_all_are_counted_and_the_latest_are_kept() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        int times = 2 * Recalls.LATEST_MAX + 5;

        note(
                id,
                IntStream.range(0, times)
                        .mapToObj(JournalRecallTests::entry)
                        .toArray(RecallEntry[]::new));

        assertThat(recalls(id).times()).isEqualTo(times);
        assertThat(recalls(id).first()).isEqualTo(NOON);
        assertThat(recalls(id).last()).isEqualTo(NOON.plusSeconds(times - 1));
        assertThat(recalls(id).latest())
                .isEqualTo(
                        IntStream.rangeClosed(1, Recalls.LATEST_MAX)
                                .mapToObj(back -> entry(times - back))
                                .toList());
    }

    @Test
    default void a_clock_that_was_set_back_does_not_turn_first_and_last_around() {
        MemoryId id = scene().add(ANA, "1", "Tea");

        note(id, entry(5), entry(0));

        assertThat(recalls(id).first()).isEqualTo(NOON);
        assertThat(recalls(id).last()).isEqualTo(NOON.plusSeconds(5));
        assertThat(recalls(id).latest()).containsExactly(entry(0), entry(5));
    }

    @Test
    default void times_of_recalls_are_kept_to_the_millisecond() {
        MemoryId id = scene().add(ANA, "1", "Tea");

        note(id, entry(NOON.plusNanos(1_999_999), ANA, 1));

        assertThat(recalls(id).first()).isEqualTo(NOON.plusMillis(1));
        assertThat(recalls(id).latest().getFirst().at()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    default void the_scope_that_was_asked_about_is_told_and_not_that_of_the_memory() {
        Scope whole = new Scope("ana", "tutor", "school", "r1");
        MemoryId id = scene().add(whole, "1", "Tea");
        List<Scope> asked =
                List.of(
                        whole,
                        ANA,
                        Scope.ofAgent("tutor"),
                        Scope.ofApp("school"),
                        Scope.ofRun("r1"),
                        ANA.withRun("r1"));

        asked.forEach(scope -> note(id, entry(NOON, scope, 1)));

        assertThat(recalls(id).latest().reversed()).extracting(RecallEntry::scope).isEqualTo(asked);
    }

    @Test
    default void a_note_of_what_its_scope_does_not_find_is_passed_over() {
        MemoryId id = scene().add(ANA, "1", "Tea");

        note(id, entry(NOON, BOB, 1), entry(NOON, ANA.withRun("r1"), 1), entry(1));

        assertThat(recalls(id).latest()).containsExactly(entry(1));
        assertThat(recalls(id).times()).isEqualTo(1);
    }

    @Test
    default void a_note_of_a_memory_that_is_not_there_takes_no_other_with_it() {
        MemoryId id = scene().add(ANA, "1", "Tea");

        scene().operator()
                .noteRecalls(
                        List.of(
                                new RecallNote(ACME, MemoryId.of("unknown"), entry(0)),
                                new RecallNote(ACME, id, entry(1))));

        assertThat(recalls(id).times()).isEqualTo(1);
    }

    @Test
    default void notes_change_nothing_that_an_index_a_plan_or_an_export_sees() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        long position = scene().operator().position();
        var memory = scene().memory(id);
        var history = scene().journal().history(ACME, id);
        var tally = scene().journal().tally(ACME, NOON);
        List<ExportRecord> exported = JournalScene.exported(scene().journal(), ACME);

        note(id, entry(0));

        assertThat(recalls(id).times()).isEqualTo(1);
        assertThat(scene().operator().position()).isEqualTo(position);
        assertThat(scene().changesAfter(position)).isEmpty();
        assertThat(version()).isEqualTo(position);
        assertThat(scene().memory(id)).isEqualTo(memory);
        assertThat(scene().journal().history(ACME, id)).isEqualTo(history);
        assertThat(scene().journal().tally(ACME, NOON)).isEqualTo(tally);
        assertThat(JournalScene.exported(scene().journal(), ACME)).isEqualTo(exported);
    }

    private long version() {
        long[] version = new long[1];
        scene().journal()
                .decide(
                        ACME,
                        ANA,
                        view -> {
                            version[0] = view.version();
                            return scene().set(null);
                        });
        return version[0];
    }

    @Test
    default void recalls_stay_with_a_memory_that_is_changed_superseded_or_retracted() {
        MemoryId superseded = scene().add(ANA, "1", "Tea");
        MemoryId retracted = scene().add(ANA, "2", "Milk");
        note(superseded, entry(0));
        note(retracted, entry(1));

        scene().journal()
                .amend(ACME, superseded, scene().amendment(MemoryUpdate.text("Green tea")));
        scene().supersede(ANA, superseded, "3", "Coffee");
        scene().journal().retract(ACME, retracted, scene().act());
        note(retracted, entry(2));

        assertThat(recalls(superseded).times()).isEqualTo(1);
        assertThat(recalls(retracted).latest()).containsExactly(entry(2), entry(1));
        assertThat(recalls(MemoryId.of("3"))).isEqualTo(Recalls.NONE);
    }

    @Test
    default void recalls_go_with_a_memory_that_is_erased_and_do_not_come_back() {
        MemoryId one = scene().add(ANA, "1", "Tea");
        MemoryId two = scene().add(ANA, "2", "Milk");
        MemoryId bobs = scene().add(BOB, "3", "Milk");
        note(one, entry(0));
        note(two, entry(0));
        note(bobs, entry(NOON, BOB, 1));
        assertThat(recalls(one).times()).isEqualTo(1);

        scene().journal().erase(ACME, one, scene().act());
        note(one, entry(1));

        assertThat(recalls(one)).isEqualTo(Recalls.NONE);
        assertThat(recalls(two).times()).isEqualTo(1);

        scene().journal().eraseAll(ACME, ANA, scene().act());
        note(two, entry(1));

        assertThat(recalls(two)).isEqualTo(Recalls.NONE);
        assertThat(recalls(bobs).times()).isEqualTo(1);
        assertThat(scene().operator().verify()).isEmpty();
    }

    @Test
    default void what_another_tenant_restores_under_the_id_of_an_erased_memory_was_not_recalled() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        note(id, entry(0));
        assertThat(recalls(id).times()).isEqualTo(1);
        List<ExportRecord> records = JournalScene.exported(scene().journal(), ACME);
        scene().journal().erase(ACME, id, scene().act());

        scene().journal().restore(GLOBEX, records, JournalScene.vectors(records));

        assertThat(scene().memory(GLOBEX, id).text()).isEqualTo("Tea");
        assertThat(scene().journal().recalls(GLOBEX, id)).isEqualTo(Recalls.NONE);
    }

    @Test
    default void what_is_restored_elsewhere_was_not_recalled_there() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        note(id, entry(0));
        List<ExportRecord> records = JournalScene.exported(scene().journal(), ACME);
        Journal other = scene().another();

        other.restore(ACME, records, JournalScene.vectors(records));

        assertThat(other.recalls(ACME, id)).isEqualTo(Recalls.NONE);
        other.operator().noteRecalls(List.of(new RecallNote(ACME, id, entry(1))));
        assertThat(other.recalls(ACME, id).latest()).containsExactly(entry(1));
        assertThat(recalls(id).latest()).containsExactly(entry(0));
    }
}
