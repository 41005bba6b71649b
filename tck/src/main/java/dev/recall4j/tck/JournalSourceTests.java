package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Origin;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Backlog;
import dev.recall4j.spi.PendingHearing;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What a journal promises about taking back what derives from one source. */
interface JournalSourceTests {

    JournalScene scene();

    private static Origin turn(String id) {
        return new Origin.OfTurn(new TurnId("turn-" + id));
    }

    private Retraction retract(Origin origin) {
        return scene().journal().retractSource(ACME, origin, scene().act("it was wrong"));
    }

    private Retraction preview(Origin origin) {
        return scene().journal().wouldRetract(ACME, origin);
    }

    /** Hears a turn that a caller gave an id, or that an import brought, and keeps its text. */
    private MemoryId add(Scope scope, String id, String externalId, Metadata metadata) {
        HeardTurn plain = Samples.turn("turn-" + id, scope, "Text " + id);
        HeardTurn turn =
                new HeardTurn(
                        plain.id(),
                        scope,
                        plain.turn().withExternalId(externalId).withMetadata(metadata),
                        plain.heardAt());
        scene().hear(ACME, scope, "hearing-" + id, List.of(turn));
        scene().decide(
                        ACME,
                        scope,
                        "hearing-" + id,
                        new Decision.Add(scene().draft(id, "Text " + id, wholeOf(turn)), "news"));
        return MemoryId.of(id);
    }

    private Status status(MemoryId id) {
        return scene().memory(id).status();
    }

    @Test
    default void what_rests_on_the_source_alone_is_retracted_and_nothing_else() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        MemoryId other = scene().add(ANA, "2", "Coffee");
        scene().pass(Duration.ofDays(1));

        assertThat(retract(turn("1"))).isEqualTo(new Retraction(1, List.of(id), List.of()));

        assertThat(status(id)).isEqualTo(Status.RETRACTED);
        assertThat(scene().events(id)).containsExactly(Event.ADDED, Event.RETRACTED);
        assertThat(scene().journal().history(ACME, id).getLast().reason())
                .isEqualTo("it was wrong");
        assertThat(status(other)).isEqualTo(Status.ACTIVE);
    }

    @Test
    default void a_candidate_that_is_held_of_the_source_is_held_no_more() {
        Evidence evidence = wholeOf(scene().hear(ACME, ANA, "1", "Tea"));
        Evidence other = wholeOf(scene().hear(ACME, ANA, "2", "Coffee"));
        scene().decide(ACME, ANA, "hearing-1", held("m1", evidence));
        scene().decide(ACME, ANA, "hearing-2", held("m2", other));

        retract(turn("1"));

        assertThat(scene().journal().held(ACME, MemoryId.of("m1"))).isEmpty();
        assertThat(scene().journal().held(ACME, MemoryId.of("m2"))).isPresent();
    }

    private Decision held(String id, Evidence evidence) {
        return new Decision.Ignore(
                evidence,
                ReasonCode.UNGROUNDED,
                scene().draft(id, "Statement " + id, evidence),
                "not said");
    }

    @Test
    default void what_was_superseded_is_retracted_too() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        scene().supersede(ANA, id, "2", "Coffee");

        assertThat(retract(turn("1")).retracted()).containsExactly(id);
        assertThat(status(id)).isEqualTo(Status.RETRACTED);
    }

    @Test
    default void what_rests_on_others_too_stays_with_those_only() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Memory once = scene().memory(id);
        scene().pass(Duration.ofDays(1));
        HeardTurn again = scene().hear(ACME, ANA, "2", "Tea!");
        scene().reinforce(ANA, id, wholeOf(again));

        assertThat(retract(turn("2"))).isEqualTo(new Retraction(1, List.of(), List.of(id)));

        Memory kept = scene().memory(id);
        assertThat(kept.status()).isEqualTo(Status.ACTIVE);
        assertThat(kept.provenance()).isEqualTo(once.provenance());
        assertThat(kept.occurrences()).isEqualTo(1);
        assertThat(kept.lastSaidAt()).isEqualTo(once.lastSaidAt());
        assertThat(kept.revision()).isEqualTo(scene().operator().position());
        assertThat(scene().events(id))
                .containsExactly(Event.ADDED, Event.REINFORCED, Event.UPDATED);

        assertThat(retract(turn("1")).retracted()).containsExactly(id);
    }

    @Test
    default void the_first_source_can_go_and_leave_the_second() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        scene().reinforce(ANA, id, wholeOf(scene().hear(ACME, ANA, "2", "Tea!")));

        retract(turn("1"));

        assertThat(scene().memory(id).provenance().sources())
                .extracting(Source::turnId)
                .containsExactly(new TurnId("turn-2"));
    }

    @Test
    default void a_turn_is_known_by_the_id_that_a_caller_gave_it_in_a_scope() {
        MemoryId ana = add(ANA, "1", "msg-1", Metadata.EMPTY);
        MemoryId bob = add(BOB, "2", "msg-1", Metadata.EMPTY);

        assertThat(retract(new Origin.OfExternalId(ANA, "msg-1")).retracted()).containsExactly(ana);
        assertThat(status(bob)).isEqualTo(Status.ACTIVE);
    }

    @Test
    default void all_of_an_import_is_taken_back_in_every_scope_in_one_write() {
        Metadata imported = Metadata.of(Origin.IMPORT, "notes.jsonl");
        MemoryId first = add(ANA, "1", "a", imported);
        MemoryId second = add(BOB, "2", "b", imported);
        MemoryId other = add(BOB, "3", "c", Metadata.of(Origin.IMPORT, "more.jsonl"));
        MemoryId none = add(BOB, "4", "d", Metadata.of("n", 1));
        long before = scene().operator().position();

        Retraction retraction = retract(new Origin.OfImport("notes.jsonl"));

        assertThat(retraction.turns()).isEqualTo(2);
        assertThat(retraction.retracted()).containsExactlyInAnyOrder(first, second);
        assertThat(scene().operator().position()).isEqualTo(before + 1);
        assertThat(List.of(status(first), status(second))).containsOnly(Status.RETRACTED);
        assertThat(List.of(status(other), status(none))).containsOnly(Status.ACTIVE);
    }

    @Test
    default void a_preview_tells_the_same_and_changes_nothing() {
        MemoryId gone = scene().add(ANA, "1", "Tea");
        MemoryId kept = scene().add(ANA, "2", "Coffee");
        scene().reinforce(ANA, kept, new Evidence(new TurnId("turn-1"), 0, 1));
        long before = scene().operator().position();

        Retraction preview = preview(turn("1"));

        assertThat(preview).isEqualTo(new Retraction(1, List.of(gone), List.of(kept)));
        assertThat(scene().operator().position()).isEqualTo(before);
        assertThat(retract(turn("1"))).isEqualTo(preview);
    }

    @Test
    default void taking_back_twice_changes_nothing_more() {
        scene().add(ANA, "1", "Tea");
        retract(turn("1"));
        long before = scene().operator().position();

        assertThat(retract(turn("1"))).isEqualTo(new Retraction(1, List.of(), List.of()));
        assertThat(scene().operator().position()).isEqualTo(before);
        assertThat(retract(turn("unknown"))).isEqualTo(new Retraction(0, List.of(), List.of()));
    }

    @Test
    default void a_raw_turn_that_was_taken_back_is_not_shown_nor_those_near_it() {
        HeardTurn kept = Samples.turn("turn-1", ANA, "I like tea");
        HeardTurn raw = Samples.turn("turn-2", ANA, "Green tea it is");
        HeardTurn near = Samples.turn("turn-3", ANA, "Did I say green?");
        scene().hear(ACME, ANA, "hearing", List.of(kept, raw, near));
        scene().decide(
                        ACME,
                        ANA,
                        "hearing",
                        new Decision.Add(
                                scene().draft("1", "Ana likes tea", wholeOf(kept)), "news"));
        MemoryId id = MemoryId.of("1");
        assertThat(scene().journal().rawTurnsAround(ACME, List.of(id))).containsOnlyKeys(id);

        retract(turn("2"));

        assertThat(scene().journal().rawTurnsAround(ACME, List.of(id))).isEmpty();
        assertThat(status(id)).isEqualTo(Status.ACTIVE);
    }

    @Test
    default void what_waits_for_decisions_waits_without_the_turn_and_under_another_name() {
        HeardTurn wrong = Samples.turn("turn-1", ANA, "Tea");
        HeardTurn right = Samples.turn("turn-2", ANA, "Coffee");
        scene().hear(ACME, ANA, "hearing", List.of(wrong, right));

        retract(turn("1"));

        Backlog backlog = scene().operator().pending(0, 10);
        assertThat(backlog.hearings()).hasSize(1);
        PendingHearing waiting = backlog.hearings().getFirst();
        assertThat(waiting.hearing().turns()).containsExactly(right);
        Decision late = new Decision.Add(scene().draft("1", "Tea", wholeOf(wrong)), "news");
        assertThatThrownBy(() -> scene().decide(ACME, ANA, "hearing", late))
                .isInstanceOf(ConflictException.class);

        retract(turn("2"));
        assertThat(scene().operator().pending(0, 10).hearings()).isEmpty();
    }

    @Test
    default void a_source_of_another_tenant_is_not_touched() {
        MemoryId id = scene().add(ANA, "1", "Tea");

        assertThat(scene().journal().retractSource(GLOBEX, turn("1"), scene().act()).turns())
                .isZero();
        assertThat(scene().journal().wouldRetract(GLOBEX, turn("1")).turns()).isZero();
        assertThat(status(id)).isEqualTo(Status.ACTIVE);
    }
}
