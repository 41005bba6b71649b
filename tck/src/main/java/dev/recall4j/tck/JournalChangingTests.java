package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Status;
import dev.recall4j.spi.Amendment;
import dev.recall4j.spi.Change;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a journal promises about amendments and retractions on a caller's word. */
interface JournalChangingTests {

    JournalScene scene();

    @Test
    default void what_an_amended_memory_says_something_of_is_found_by_its_new_text() {
        MemoryId id = scene().state(ANA, "1", Set.of("home"));

        scene().journal()
                .amend(
                        ACME,
                        id,
                        new Amendment(
                                MemoryUpdate.text("Ana drinks tea"),
                                new Gist("ana drinks tea", Set.of("drinks")),
                                JournalScene.vector("Ana drinks tea"),
                                scene().act()));

        assertThat(topicsOf(id)).containsExactly("drinks");
    }

    private Set<String> topicsOf(MemoryId id) {
        List<ExportRecord> records = new ArrayList<>();
        scene().journal().export(ACME, records::add);
        return records.stream()
                .filter(ExportRecord.OfMemory.class::isInstance)
                .map(ExportRecord.OfMemory.class::cast)
                .filter(of -> of.memory().id().equals(id))
                .findFirst()
                .orElseThrow()
                .gist()
                .topics();
    }

    private Memory rich() {
        Draft draft =
                new Draft(
                        MemoryId.of("m"),
                        "Tea",
                        new Gist("tea", Set.of("drinks")),
                        "test/1",
                        List.of(),
                        NOON,
                        NOON.minusSeconds(9),
                        NOON.plusSeconds(7),
                        NOON.plusSeconds(9),
                        Set.of("drink", "preference"),
                        Metadata.of("cups", 1),
                        Set.of("preference"));
        scene().decide(ANA, new Decision.Add(draft, "news"));
        scene().pass(Duration.ofHours(1));
        return scene().memory(draft.id());
    }

    private Memory amend(MemoryId id, MemoryUpdate update) {
        Memory amended = scene().journal().amend(ACME, id, scene().amendment(update));
        assertThat(scene().memory(id)).isEqualTo(amended);
        return amended;
    }

    /** The memory as it should be: some parts changed, and the rest as before. */
    private Memory changed(
            Memory before,
            String text,
            Metadata metadata,
            Set<String> categories,
            @Nullable Instant expiresAt) {
        return new Memory(
                before.id(),
                before.scope(),
                text,
                before.status(),
                categories.equals(before.categories())
                        ? before.provenance()
                        : new Provenance("test/1", List.of()),
                before.occurrences(),
                before.saidAt(),
                before.lastSaidAt(),
                before.createdAt(),
                scene().now(),
                before.validFrom(),
                before.validTo(),
                before.supersededBy(),
                expiresAt,
                categories,
                metadata,
                before.revision() + 1);
    }

    @Test
    default void a_new_text_is_a_new_statement_of_the_one_who_gives_it() {
        Memory before = rich();
        Memory after = amend(before.id(), MemoryUpdate.text("Green tea"));

        assertThat(after)
                .isEqualTo(
                        new Memory(
                                before.id(),
                                before.scope(),
                                "Green tea",
                                before.status(),
                                new Provenance("test/1", List.of(), Set.of(), "tester"),
                                before.occurrences(),
                                before.saidAt(),
                                before.lastSaidAt(),
                                before.createdAt(),
                                scene().now(),
                                null,
                                null,
                                null,
                                before.expiresAt(),
                                Set.of("drink"),
                                before.metadata(),
                                before.revision() + 1));
        assertThat(scene().journal().history(ACME, before.id()).getLast())
                .isEqualTo(
                        new HistoryEntry(
                                before.id(),
                                Event.UPDATED,
                                "Tea",
                                "Green tea",
                                "tester",
                                "told so",
                                scene().now()));
    }

    @Test
    default void what_is_given_with_a_new_text_stands() {
        Memory before = rich();
        Instant since = NOON.minusSeconds(60);
        Memory after =
                amend(
                        before.id(),
                        MemoryUpdate.builder()
                                .text("Green tea")
                                .validFrom(since)
                                .categories(Set.of("preference"))
                                .build());

        assertThat(after.validFrom()).isEqualTo(since);
        assertThat(after.categories()).containsExactly("preference");
        amend(before.id(), MemoryUpdate.text("Black tea"));
        assertThat(scene().memory(before.id()).categories()).containsExactly("preference");
    }

    @Test
    default void the_same_text_again_is_no_new_statement() {
        Memory before = rich();
        Memory after = amend(before.id(), MemoryUpdate.text("Tea"));

        assertThat(after.provenance()).isEqualTo(before.provenance());
        assertThat(after.validFrom()).isEqualTo(before.validFrom()).isNotNull();
        assertThat(after.categories()).isEqualTo(before.categories()).hasSize(2);
        assertThat(after.revision()).isEqualTo(before.revision() + 1);
    }

    @Test
    default void the_sources_of_an_older_text_stay_and_are_erased_with_the_memory() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        amend(id, MemoryUpdate.text("Milk"));

        assertThat(scene().memory(id).provenance().sources()).hasSize(1);
        assertThat(scene().journal().erase(ACME, id, scene().act())).isEqualTo(new Erasure(1, 1));
    }

    @Test
    default void a_new_text_has_its_own_vector_and_fingerprint() {
        Memory before = rich();
        amend(before.id(), MemoryUpdate.text("Green tea"));

        assertThat(scene().changesAfter(0))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Upsert.class,
                        upsert ->
                                assertThat(upsert.vector())
                                        .isEqualTo(JournalScene.vector("Green tea")));
        scene().state(ANA, "other", "Tea");
        assertThatThrownBy(() -> scene().state(ANA, "third", "Green tea"))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    default void new_metadata_changes_nothing_else() {
        Memory before = rich();
        Metadata metadata = Metadata.of("sugar", true);
        Memory after = amend(before.id(), MemoryUpdate.builder().metadata(metadata).build());

        assertThat(after)
                .isEqualTo(
                        changed(before, "Tea", metadata, before.categories(), before.expiresAt()));
        HistoryEntry entry = scene().journal().history(ACME, before.id()).getLast();
        assertThat(entry.event()).isEqualTo(Event.UPDATED);
        assertThat(entry.oldText()).isNull();
        assertThat(entry.newText()).isNull();
    }

    @Test
    default void metadata_can_be_emptied() {
        Memory before = rich();
        Memory after = amend(before.id(), MemoryUpdate.builder().metadata(Metadata.EMPTY).build());

        assertThat(after.metadata()).isEqualTo(Metadata.EMPTY);
    }

    @Test
    default void new_categories_change_nothing_else() {
        Memory before = rich();
        Memory after =
                amend(before.id(), MemoryUpdate.builder().categories(Set.of("a", "b")).build());

        assertThat(after)
                .isEqualTo(
                        changed(
                                before,
                                "Tea",
                                before.metadata(),
                                Set.of("a", "b"),
                                before.expiresAt()));
        assertThat(amend(before.id(), MemoryUpdate.builder().categories(Set.of()).build()))
                .extracting(Memory::categories)
                .isEqualTo(Set.of());
    }

    @Test
    default void an_expiry_is_set_and_cleared() {
        Memory before = rich();
        Instant later = NOON.plusSeconds(99);
        Memory after = amend(before.id(), MemoryUpdate.builder().expiresAt(later).build());
        assertThat(after)
                .isEqualTo(changed(before, "Tea", before.metadata(), before.categories(), later));

        assertThat(amend(before.id(), MemoryUpdate.builder().clearExpiry().build()))
                .isEqualTo(changed(after, "Tea", after.metadata(), after.categories(), null));
    }

    @Test
    default void the_same_text_may_be_written_again() {
        Memory before = rich();
        Memory after = amend(before.id(), MemoryUpdate.text("TEA"));

        assertThat(after.text()).isEqualTo("TEA");
    }

    @Test
    default void a_text_that_another_active_memory_has_is_refused() {
        MemoryId tea = scene().state(ANA, "1", "Tea");
        scene().state(ANA, "2", "Milk");

        assertThatThrownBy(() ->
                        scene().journal()
                                .amend(ACME, tea, scene().amendment(MemoryUpdate.text("milk"))))
                .isInstanceOf(ConflictException.class);
        assertThat(scene().memory(tea).text()).isEqualTo("Tea");
        assertThat(scene().events(tea)).containsExactly(Event.ADDED);
    }

    @Test
    default void only_an_active_memory_can_be_amended() {
        MemoryId retracted = scene().state(ANA, "1", "Tea");
        scene().journal().retract(ACME, retracted, scene().act());
        MemoryId superseded = scene().state(ANA, "2", "Milk");
        scene().supersede(ANA, superseded, "3", "Cream");

        for (MemoryId id : List.of(retracted, superseded, MemoryId.of("none"))) {
            assertNotFound(() ->
                    scene().journal().amend(ACME, id, scene().amendment(MemoryUpdate.text("x"))));
        }
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    default void a_memory_is_retracted_once() {
        MemoryId id = scene().state(ANA, "1", "Tea");
        scene().pass(Duration.ofHours(1));
        Memory retracted = scene().journal().retract(ACME, id, scene().act("wrong"));

        assertThat(retracted).isEqualTo(scene().memory(id));
        assertThat(retracted.status()).isEqualTo(Status.RETRACTED);
        assertThat(retracted.updatedAt()).isEqualTo(scene().now());
        assertThat(scene().journal().history(ACME, id).getLast())
                .isEqualTo(
                        new HistoryEntry(
                                id, Event.RETRACTED, null, null, "tester", "wrong", scene().now()));

        long position = scene().operator().position();
        assertThat(scene().journal().retract(ACME, id, scene().act())).isEqualTo(retracted);
        assertThat(scene().operator().position()).isEqualTo(position);
        assertThat(scene().events(id)).containsExactly(Event.ADDED, Event.RETRACTED);
    }

    @Test
    default void a_superseded_memory_can_be_retracted() {
        MemoryId id = scene().state(ANA, "1", "Tea");
        scene().supersede(ANA, id, "2", "Milk");

        Memory retracted = scene().journal().retract(ACME, id, scene().act());
        assertThat(retracted.status()).isEqualTo(Status.RETRACTED);
    }

    @Test
    default void retracting_what_is_not_there_is_refused() {
        assertNotFound(() -> scene().journal().retract(ACME, MemoryId.of("none"), scene().act()));
    }

    @Test
    default void retracting_all_takes_what_the_scope_finds_in_one_write() {
        MemoryId superseded = scene().state(ANA, "1", "Tea");
        scene().supersede(ANA, superseded, "2", "Milk");
        MemoryId inRun = scene().state(ANA.withRun("r"), "3", "Water");
        MemoryId bobs = scene().state(BOB, "4", "Juice");
        MemoryId retracted = scene().state(ANA, "5", "Wine");
        scene().journal().retract(ACME, retracted, scene().act());
        long position = scene().operator().position();

        assertThat(scene().journal().retractAll(ACME, ANA, scene().act())).isEqualTo(3);

        assertThat(scene().operator().position()).isEqualTo(position + 1);
        for (MemoryId id : List.of(superseded, MemoryId.of("2"), inRun)) {
            assertThat(scene().memory(id).status()).isEqualTo(Status.RETRACTED);
            assertThat(scene().memory(id).revision()).isEqualTo(position + 1);
        }
        assertThat(scene().memory(bobs).status()).isEqualTo(Status.ACTIVE);
        assertThat(scene().journal().tally(ACME, NOON).memories())
                .isEqualTo(Map.of(Status.ACTIVE, 1L, Status.RETRACTED, 4L));
        assertThat(scene().journal().retractAll(ACME, ANA, scene().act())).isZero();
        assertThat(scene().operator().position()).isEqualTo(position + 1);
    }

    @Test
    default void what_waits_when_all_is_retracted_becomes_no_memory_later() {
        scene().hear(ACME, ANA.withRun("r1"), "1", "Tea");
        scene().hear(ACME, BOB, "2", "Milk");

        assertThat(scene().journal().retractAll(ACME, ANA, scene().act())).isZero();

        assertThat(scene().journal().tally(ACME, NOON).pendingTurns()).isEqualTo(1);
        assertThatThrownBy(() -> scene().decide(ACME, ANA.withRun("r1"), "hearing-1"))
                .isInstanceOf(ConflictException.class);
    }
}
