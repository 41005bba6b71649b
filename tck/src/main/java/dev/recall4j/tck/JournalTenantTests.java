package dev.recall4j.tck;

import static dev.recall4j.tck.JournalScene.exported;
import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Status;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.RecallNote;
import dev.recall4j.spi.Tally;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** No tenant sees or touches anything of another: one test for each method that takes a tenant. */
interface JournalTenantTests {

    JournalScene scene();

    /** A memory of acme; globex, with a user of the same name, must not get at it. */
    private MemoryId acmes() {
        MemoryId id = scene().add(ACME, ANA, "acme", "Tea");
        scene().add(GLOBEX, ANA, "globex", "Tea");
        return id;
    }

    private void assertUntouched(MemoryId id) {
        assertThat(scene().memory(ACME, id).status()).isEqualTo(Status.ACTIVE);
        assertThat(scene().memory(ACME, id).text()).isEqualTo("Tea");
        assertThat(scene().memory(ACME, id).provenance().sources()).hasSize(1);
        assertThat(scene().journal().history(ACME, id)).hasSize(1);
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    default void memory_of_another_tenant_is_not_found() {
        MemoryId id = acmes();
        assertThat(scene().journal().memory(GLOBEX, id)).isEmpty();
        assertThat(scene().journal().memory(ACME, id)).isPresent();
    }

    @Test
    default void memories_of_another_tenant_are_absent() {
        MemoryId id = acmes();
        MemoryId own = MemoryId.of("globex");
        assertThat(scene().journal().memories(GLOBEX, List.of(id, own))).containsOnlyKeys(own);
    }

    @Test
    default void history_of_another_tenant_is_empty() {
        MemoryId id = acmes();
        assertThat(scene().journal().history(GLOBEX, id)).isEmpty();
        scene().journal().erase(ACME, id, scene().act());
        assertThat(scene().journal().history(GLOBEX, id)).isEmpty();
        assertThat(scene().journal().history(ACME, id)).hasSize(2);
    }

    @Test
    default void recalls_are_neither_told_to_nor_noted_by_another_tenant() {
        MemoryId id = acmes();
        RecallEntry entry = new RecallEntry(NOON, ANA, RecallUse.SEARCH, 1, 0.5);
        scene().operator()
                .noteRecalls(
                        List.of(
                                new RecallNote(ACME, id, entry),
                                new RecallNote(GLOBEX, id, entry)));
        assertThat(scene().journal().recalls(GLOBEX, id)).isEqualTo(Recalls.NONE);
        assertThat(scene().journal().recalls(ACME, id).times()).isEqualTo(1);
    }

    @Test
    default void amend_does_not_reach_another_tenant() {
        MemoryId id = acmes();
        assertNotFound(() ->
                scene().journal().amend(GLOBEX, id, scene().amendment(MemoryUpdate.text("Milk"))));
        assertUntouched(id);
    }

    @Test
    default void retract_does_not_reach_another_tenant() {
        MemoryId id = acmes();
        assertNotFound(() -> scene().journal().retract(GLOBEX, id, scene().act()));
        assertUntouched(id);
    }

    @Test
    default void retract_all_does_not_reach_another_tenant() {
        MemoryId id = acmes();
        assertThat(scene().journal().retractAll(GLOBEX, ANA, scene().act())).isEqualTo(1);
        assertUntouched(id);
    }

    @Test
    default void erase_does_not_reach_another_tenant() {
        MemoryId id = acmes();
        assertNotFound(() -> scene().journal().erase(GLOBEX, id, scene().act()));
        assertUntouched(id);
    }

    @Test
    default void erase_all_does_not_reach_another_tenant() {
        MemoryId id = acmes();
        assertThat(scene().journal().eraseAll(GLOBEX, ANA, scene().act()))
                .isEqualTo(new Erasure(1, 1));
        assertUntouched(id);
    }

    @Test
    default void list_finds_nothing_of_another_tenant() {
        acmes();
        assertThat(scene().journal().list(GLOBEX, ListRequest.builder(ANA).build(), NOON).items())
                .singleElement()
                .isEqualTo(scene().memory(GLOBEX, MemoryId.of("globex")));
    }

    @Test
    default void tally_counts_nothing_of_another_tenant() {
        acmes();
        scene().add(ACME, ANA, "2", "Milk");
        scene().hear(ACME, ANA, "3", "Hello");
        assertThat(scene().journal().tally(GLOBEX, NOON))
                .isEqualTo(new Tally(Map.of(Status.ACTIVE, 1L), 1, 0, 0, 1));
    }

    @Test
    default void export_hands_over_nothing_of_another_tenant() {
        MemoryId id = acmes();
        scene().journal().erase(ACME, id, scene().act());
        List<ExportRecord> records = exported(scene().journal(), GLOBEX);
        assertThat(records).hasSize(3);
        assertThat(records)
                .noneMatch(record ->
                        switch (record) {
                            case ExportRecord.OfTurn of ->
                                    of.turn().id().value().equals("turn-acme");
                            case ExportRecord.OfMemory of -> of.memory().id().equals(id);
                            case ExportRecord.OfHistory of -> of.entry().memory().equals(id);
                            case ExportRecord.OfTombstone of -> of.memory().equals(id);
                            case ExportRecord.OfHeld of -> of.scope().equals(ANA);
                            case ExportRecord.OfErasedTurn of ->
                                    of.turn().value().equals("turn-acme");
                        });
    }

    @Test
    default void erase_of_what_another_tenant_erased_is_not_found() {
        MemoryId id = acmes();
        scene().journal().erase(ACME, id, scene().act());
        assertNotFound(() -> scene().journal().erase(GLOBEX, id, scene().act()));
    }

    @Test
    default void what_one_tenant_knows_as_erased_stays_with_another() {
        MemoryId id = acmes();
        TurnId turn = new TurnId("turn-acme");
        List<ExportRecord> erased =
                List.of(
                        new ExportRecord.OfErasedTurn(turn),
                        new ExportRecord.OfTombstone(id, NOON));

        assertThat(scene().journal().restore(GLOBEX, erased, Map.of())).isEqualTo(2);

        assertUntouched(id);
        assertThat(scene().changesAfter(0))
                .filteredOn(change -> change.id().equals(id))
                .singleElement()
                .isInstanceOf(Change.Upsert.class);
        assertThat(scene().operator().verify()).isEmpty();
        assertThat(exported(scene().journal(), GLOBEX)).containsAll(erased);
        assertThat(exported(scene().journal(), ACME)).doesNotContainAnyElementsOf(erased);
    }

    @Test
    default void what_one_tenant_erased_can_be_restored_into_another() {
        MemoryId id = scene().add(ACME, ANA, "acme", "Tea");
        List<ExportRecord> records = exported(scene().journal(), ACME);
        scene().journal().erase(ACME, id, scene().act());

        scene().journal().restore(GLOBEX, records, JournalScene.vectors(records));

        assertThat(scene().memory(GLOBEX, id).text()).isEqualTo("Tea");
        assertThat(scene().journal().history(GLOBEX, id)).hasSize(1);
        assertThat(scene().journal().memory(ACME, id)).isEmpty();
        assertThat(scene().journal().history(ACME, id)).hasSize(2);
        assertThat(scene().journal().restore(ACME, records, JournalScene.vectors(records)))
                .as("what was erased here is passed over, whoever has it now")
                .isZero();
        assertThat(scene().changesAfter(0)).singleElement().isInstanceOf(Change.Upsert.class);
    }

    @Test
    default void restore_of_what_another_tenant_has_is_refused() {
        MemoryId id = acmes();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        List<ExportRecord> memories =
                records.stream().filter(ExportRecord.OfMemory.class::isInstance).toList();
        for (List<ExportRecord> some : List.of(records, memories)) {
            assertThatThrownBy(() ->
                            scene().journal().restore(GLOBEX, some, JournalScene.vectors(some)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("another tenant's");
        }
        assertUntouched(id);
        assertThat(scene().journal().memory(GLOBEX, id)).isEmpty();
    }

    @Test
    default void a_verdict_sees_nothing_of_another_tenant() {
        MemoryId id = scene().add(ACME, ANA, "acme", "Tea");
        AtomicBoolean looked = new AtomicBoolean();
        scene().journal()
                .decide(
                        GLOBEX,
                        ANA,
                        view -> {
                            assertThat(view.version()).isZero();
                            assertThat(view.active(id)).isEmpty();
                            assertThat(view.withFingerprint("tea")).isEmpty();
                            looked.set(true);
                            return scene().set(null);
                        });
        assertThat(looked).isTrue();
    }

    @Test
    default void a_decision_does_not_reach_another_tenant() {
        MemoryId id = acmes();
        Evidence own = wholeOf(scene().hear(GLOBEX, ANA, "own", "Tea"));
        List<Decision> decisions =
                List.of(
                        new Decision.Retract(id, "no"),
                        new Decision.Reinforce(id, own, NOON, null, "no"),
                        new Decision.Supersede(id, scene().draft("x", "Milk"), NOON, "no"),
                        new Decision.Add(
                                scene().draft(
                                                "y",
                                                "Wine",
                                                new Evidence(new TurnId("turn-acme"), 0, 1)),
                                "no"));
        for (Decision decision : decisions) {
            assertThatThrownBy(() -> scene().decide(GLOBEX, ANA, null, decision))
                    .isInstanceOf(ConflictException.class);
        }
        assertUntouched(id);
    }

    @Test
    default void a_hearing_of_another_tenant_is_not_settled() {
        scene().hear(ACME, ANA, "1", "Tea");
        assertThatThrownBy(() -> scene().decide(GLOBEX, ANA, "hearing-1"))
                .isInstanceOf(ConflictException.class);
        assertThat(scene().operator().pending(0, 10).hearings()).hasSize(1);
    }

    /** Whoever knows the id of a turn could name a hearing after it. */
    @Test
    default void a_restored_hearing_is_not_joined_by_another_tenant() {
        HeardTurn first = Samples.turn("first", ANA, "Tea");
        HeardTurn second = Samples.turn("second", ANA, "Milk");
        List<ExportRecord> both =
                List.of(
                        new ExportRecord.OfTurn(first, Samples.OPTIONS),
                        new ExportRecord.OfTurn(second, Samples.OPTIONS));
        scene().journal().restore(ACME, both, Map.of());
        String hearing =
                scene().operator().pending(0, 1).hearings().getFirst().hearing().id().value();
        scene().decide(
                        ACME,
                        ANA,
                        hearing,
                        new Decision.Add(scene().draft("tea", "Tea", wholeOf(first)), "news"));
        scene().journal().erase(ACME, MemoryId.of("tea"), scene().act());

        scene().journal().restore(GLOBEX, both.subList(0, 1), Map.of());

        assertThat(scene().journal().tally(GLOBEX, NOON).pendingTurns()).isEqualTo(1);
        assertThat(scene().operator().pending(0, 9).hearings())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.hearing().turns()).containsExactly(first));
        assertThat(exported(scene().journal(), ACME))
                .contains(new ExportRecord.OfTurn(second, null));
    }

    @Test
    default void an_external_id_of_another_tenant_is_not_known() {
        for (var tenant : List.of(ACME, GLOBEX)) {
            var plain = Samples.turn("turn of " + tenant.id(), ANA, "Tea");
            var turn = new HeardTurn(plain.id(), ANA, plain.turn().withExternalId("e1"), NOON);
            assertThat(
                            scene().hear(tenant, ANA, "hearing of " + tenant.id(), List.of(turn))
                                    .known())
                    .isZero();
        }
        assertThat(scene().journal().tally(ACME, NOON).turns()).isEqualTo(1);
    }
}
