package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Status;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Tally;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a journal promises about erasing. */
interface JournalErasingTests {

    JournalScene scene();

    private Erasure erase(MemoryId id) {
        return scene().journal().erase(ACME, id, scene().act("asked to"));
    }

    @Test
    default void an_erased_memory_is_gone_with_its_turns() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        scene().reinforce(ANA, id, wholeOf(scene().hear(ACME, ANA, "2", "Tea again")));
        scene().add(ANA, "3", "Milk");

        assertThat(erase(id)).isEqualTo(new Erasure(1, 2));

        assertThat(scene().journal().memory(ACME, id)).isEmpty();
        assertThat(scene().journal().memories(ACME, List.of(id))).isEmpty();
        assertThat(
                        scene().journal()
                                .list(
                                        ACME,
                                        ListRequest.builder(ANA)
                                                .statuses(Status.ACTIVE, Status.values())
                                                .build(),
                                        NOON)
                                .items())
                .extracting(Memory::id)
                .containsExactly(MemoryId.of("3"));
        assertThat(scene().journal().tally(ACME, NOON))
                .isEqualTo(new Tally(Map.of(Status.ACTIVE, 1L), 1, 0, 0, 1));
    }

    @Test
    default void the_history_of_an_erased_memory_keeps_what_happened_but_no_text() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        scene().journal().amend(ACME, id, scene().amendment(MemoryUpdate.text("Green tea")));
        erase(id);

        assertThat(scene().journal().history(ACME, id))
                .containsExactly(
                        new HistoryEntry(id, Event.ADDED, null, null, "tester", "news", NOON),
                        new HistoryEntry(id, Event.UPDATED, null, null, "tester", "told so", NOON),
                        new HistoryEntry(id, Event.ERASED, null, null, "tester", "asked to", NOON));
    }

    @Test
    default void an_erased_memory_shows_up_as_removed() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        long position = scene().operator().position();
        erase(id);

        assertThat(scene().operator().position()).isEqualTo(position + 1);
        assertThat(scene().changesAfter(position))
                .containsExactly(new Change.Remove(position + 1, id, true));
        assertThat(scene().changesAfter(0))
                .containsExactly(new Change.Remove(position + 1, id, true));
    }

    @Test
    default void a_memory_in_any_status_can_be_erased() {
        MemoryId superseded = scene().add(ANA, "1", "Tea");
        scene().supersede(ANA, superseded, "2", "Milk");
        MemoryId retracted = scene().add(ANA, "3", "Wine");
        scene().journal().retract(ACME, retracted, scene().act());

        assertThat(erase(superseded)).isEqualTo(new Erasure(1, 1));
        assertThat(erase(retracted)).isEqualTo(new Erasure(1, 1));
        assertThat(scene().memory(MemoryId.of("2")).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    default void a_memory_whose_successor_is_erased_stays_superseded_by_nothing() {
        MemoryId older = scene().add(ANA, "1", "Tea");
        scene().supersede(ANA, older, "2", "Milk");
        erase(MemoryId.of("2"));

        Memory memory = scene().memory(older);
        assertThat(memory.status()).isEqualTo(Status.SUPERSEDED);
        assertThat(memory.supersededBy()).isNull();
        assertThat(memory.revision()).isEqualTo(scene().operator().position());
    }

    @Test
    default void another_memory_of_an_erased_turn_stays_without_it() {
        HeardTurn turn = scene().hear(ACME, ANA, "1", "Tea and milk");
        scene().decide(
                        ACME,
                        ANA,
                        "hearing-1",
                        new Decision.Add(scene().draft("tea", "Tea", wholeOf(turn)), "news"),
                        new Decision.Add(scene().draft("milk", "Milk", wholeOf(turn)), "news"));
        erase(MemoryId.of("tea"));

        Memory milk = scene().memory(MemoryId.of("milk"));
        assertThat(milk.text()).isEqualTo("Milk");
        assertThat(milk.provenance().sources()).isEmpty();
        assertThat(milk.revision()).isEqualTo(scene().operator().position());
    }

    @Test
    default void a_hearing_keeps_waiting_for_the_turns_that_are_left() {
        HeardTurn one = Samples.turn("one", ANA, "Tea");
        HeardTurn two = Samples.turn("two", ANA, "Milk");
        scene().hear(ACME, ANA, "h", List.of(one, two));
        scene().decide(ANA, new Decision.Add(scene().draft("m", "Tea", wholeOf(one)), "news"));
        erase(MemoryId.of("m"));

        assertThat(scene().operator().pending(0, 10).hearings())
                .singleElement()
                .satisfies(pending -> assertThat(pending.hearing().turns()).containsExactly(two));
    }

    @Test
    default void an_erased_turn_cannot_come_back_through_a_decision_that_was_under_way() {
        HeardTurn turn = scene().hear(ACME, ANA, "1", "Tea");
        scene().journal().eraseAll(ACME, ANA, scene().act());
        Decision add = new Decision.Add(scene().draft("m", "Tea", wholeOf(turn)), "news");

        assertThatThrownBy(() -> scene().decide(ACME, ANA, "hearing-1", add))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> scene().decide(ANA, add)).isInstanceOf(ConflictException.class);
        assertThat(scene().operator().pending(0, 10).hearings()).isEmpty();
    }

    @Test
    default void erasing_all_takes_what_the_scope_finds_and_nothing_else() {
        scene().add(ANA, "1", "Tea");
        scene().add(ANA.withRun("r"), "2", "Milk");
        scene().hear(ACME, ANA, "3", "Hello");
        MemoryId bobs = scene().add(BOB, "4", "Tea");
        Memory before = scene().memory(bobs);
        long position = scene().operator().position();

        assertThat(scene().journal().eraseAll(ACME, ANA, scene().act()))
                .isEqualTo(new Erasure(2, 3));

        assertThat(scene().memory(bobs)).isEqualTo(before);
        assertThat(scene().journal().tally(ACME, NOON))
                .isEqualTo(new Tally(Map.of(Status.ACTIVE, 1L), 1, 0, 0, 1));
        assertThat(scene().operator().pending(0, 10).hearings()).isEmpty();
        assertThat(scene().changesAfter(position))
                .containsExactlyInAnyOrder(
                        new Change.Remove(position + 1, MemoryId.of("1"), true),
                        new Change.Remove(position + 1, MemoryId.of("2"), true));
        assertThat(scene().journal().eraseAll(ACME, ANA, scene().act()))
                .isEqualTo(new Erasure(0, 0));
        assertThat(scene().operator().position()).isEqualTo(position + 1);
    }

    @Test
    default void nothing_of_an_erased_scope_is_exported_but_tombstones_and_events() {
        scene().add(ANA, "1", "Tea");
        scene().journal().eraseAll(ACME, ANA, scene().act("asked to"));

        assertThat(JournalScene.exported(scene().journal(), ACME))
                .containsExactly(
                        new ExportRecord.OfErasedTurn(new TurnId("turn-1")),
                        new ExportRecord.OfTombstone(MemoryId.of("1"), NOON),
                        new ExportRecord.OfHistory(
                                new HistoryEntry(
                                        MemoryId.of("1"),
                                        Event.ADDED,
                                        null,
                                        null,
                                        "tester",
                                        "news",
                                        NOON)),
                        new ExportRecord.OfHistory(
                                new HistoryEntry(
                                        MemoryId.of("1"),
                                        Event.ERASED,
                                        null,
                                        null,
                                        "tester",
                                        "asked to",
                                        NOON)));
    }

    @Test
    default void an_erased_id_is_not_given_to_another_memory() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        erase(id);

        assertThatThrownBy(() -> scene().state(ANA, "1", "Milk"))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    default void what_was_erased_can_be_said_again() {
        erase(scene().add(ANA, "1", "Tea"));
        MemoryId again = scene().add(ANA, "2", "Tea");

        assertThat(scene().memory(again).occurrences()).isEqualTo(1);
    }

    @Test
    default void erasing_again_finds_nothing_to_remove() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        assertThat(erase(id)).isEqualTo(new Erasure(1, 1));
        long position = scene().operator().position();

        assertThat(erase(id)).isEqualTo(new Erasure(0, 0));
        assertThat(scene().operator().position()).isEqualTo(position);
        assertThat(scene().events(id)).containsExactly(Event.ADDED, Event.ERASED);
    }

    @Test
    default void what_expired_is_erased_when_told_to_and_the_history_says_why() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        expire(id, NOON);

        assertThat(eraseExpired(NOON)).isEqualTo(new Erasure(1, 1));

        assertThat(scene().journal().memory(ACME, id)).isEmpty();
        assertThat(scene().journal().history(ACME, id).getLast())
                .isEqualTo(
                        new HistoryEntry(id, Event.ERASED, null, null, "tester", "expired", NOON));
        assertThat(scene().changesAfter(0))
                .containsExactly(new Change.Remove(scene().operator().position(), id, true));
    }

    @Test
    default void what_expires_later_or_never_stays() {
        scene().add(ANA, "1", "Tea");
        MemoryId later = scene().addUntil(ANA, "2", "Milk", NOON.plusMillis(1));
        long position = scene().operator().position();

        assertThat(eraseExpired(NOON)).isEqualTo(new Erasure(0, 0));
        assertThat(scene().operator().position()).isEqualTo(position);
        assertThat(scene().memory(later).expiresAt()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    default void what_expired_is_erased_in_whatever_status_it_is() {
        MemoryId superseded = scene().addUntil(ANA, "1", "Tea", NOON);
        scene().supersede(ANA, superseded, "2", "Milk");
        MemoryId retracted = scene().addUntil(ANA, "3", "Wine", NOON);
        scene().journal().retract(ACME, retracted, scene().act());

        assertThat(eraseExpired(NOON)).isEqualTo(new Erasure(2, 0));
        assertThat(scene().memory(MemoryId.of("2")).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    default void what_expired_is_erased_with_every_tenant_keeping_its_own_history() {
        MemoryId acme = scene().addUntil(ANA, "1", "Tea", NOON);
        MemoryId globex = scene().add(GLOBEX, ANA, "2", "Tea");
        scene().journal()
                .amend(
                        GLOBEX,
                        globex,
                        scene().amendment(MemoryUpdate.builder().expiresAt(NOON).build()));

        assertThat(scene().operator().eraseExpired(NOON, scene().act("expired")))
                .isEqualTo(new Erasure(2, 1));
        assertThat(scene().events(acme)).endsWith(Event.ERASED);
        assertThat(scene().events(globex)).isEmpty();
        assertThat(scene().journal().history(GLOBEX, globex))
                .extracting(HistoryEntry::event)
                .endsWith(Event.ERASED);
    }

    @Test
    default void what_expired_of_one_tenant_is_erased_without_that_of_another() {
        scene().addUntil(ANA, "1", "Tea", NOON);

        assertThat(scene().journal().eraseExpired(GLOBEX, NOON, scene().act()))
                .isEqualTo(new Erasure(0, 0));
        assertThat(eraseExpired(NOON)).isEqualTo(new Erasure(1, 0));
    }

    @Test
    default void a_memory_that_stays_loses_the_turns_it_shares_with_what_expired() {
        HeardTurn turn = scene().hear(ACME, ANA, "1", "Tea and milk");
        Draft tea = scene().draft("1", "Tea", wholeOf(turn));
        Draft milk = scene().draft("2", "Milk", wholeOf(turn));
        scene().decide(
                        ACME,
                        ANA,
                        "hearing-1",
                        new Decision.Add(tea, "news"),
                        new Decision.Add(milk, "news"));
        expire(tea.id(), NOON);

        assertThat(eraseExpired(NOON)).isEqualTo(new Erasure(1, 1));
        assertThat(scene().memory(milk.id()).provenance().sources()).isEmpty();
    }

    private void expire(MemoryId id, Instant expiresAt) {
        MemoryUpdate update = MemoryUpdate.builder().expiresAt(expiresAt).build();
        scene().journal().amend(ACME, id, scene().amendment(update));
    }

    private Erasure eraseExpired(Instant upTo) {
        return scene().journal().eraseExpired(ACME, upTo, scene().act("expired"));
    }

    @Test
    default void erasing_what_never_was_is_refused() {
        assertThatThrownBy(() -> erase(MemoryId.of("none")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
