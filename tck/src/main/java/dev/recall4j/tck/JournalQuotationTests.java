package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.TurnId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a journal promises about turns that are kept word for word beside statements. */
interface JournalQuotationTests {

    int TURNS = 7;

    JournalScene scene();

    private Draft quotation(HeardTurn turn) {
        return new Draft(
                quotation(turn.id().value()),
                turn.turn().text(),
                JournalScene.fingerprint(turn.turn().text()),
                "verbatim/1",
                List.of(wholeOf(turn)),
                scene().now(),
                null,
                null,
                Set.of(Memory.QUOTATION),
                Metadata.EMPTY);
    }

    private static MemoryId quotation(String turn) {
        return MemoryId.of("quotation-" + turn);
    }

    /**
     * Hears {@value #TURNS} turns, {@code 1} to {@code 7}, keeps each as a quotation, and draws the
     * memory {@code fact} from the fourth.
     */
    private MemoryId talk(Scope scope, String prefix) {
        List<HeardTurn> turns =
                IntStream.rangeClosed(1, TURNS)
                        .mapToObj(i -> Samples.turn(prefix + i, scope, prefix + " says " + i))
                        .toList();
        scene().hear(ACME, scope, prefix + "hearing", turns);
        Draft fact = scene().draft(prefix + "fact", prefix + " fact", wholeOf(turns.get(3)));
        List<Decision> decisions = new ArrayList<>();
        decisions.add(new Decision.Add(fact, "news"));
        turns.forEach(turn -> decisions.add(new Decision.Add(quotation(turn), "kept")));
        scene().decide(ACME, scope, prefix + "hearing", decisions.toArray(Decision[]::new));
        return fact.id();
    }

    private List<String> quoted(String prefix) {
        return IntStream.rangeClosed(1, TURNS)
                .mapToObj(i -> prefix + i)
                .filter(turn ->
                        scene().journal()
                                .memory(ACME, quotation(turn))
                                .filter(memory -> memory.status() == Status.ACTIVE)
                                .isPresent())
                .toList();
    }

    private void assertTakenBackAround(MemoryId fact) {
        assertThat(quoted("a")).containsExactly("a1", "a7");
        assertThat(scene().events(quotation("a4"))).containsExactly(Event.ADDED, Event.RETRACTED);
        assertThat(fact).isEqualTo(MemoryId.of("afact"));
    }

    @Test
    default void quotations_around_what_is_retracted_are_retracted() {
        MemoryId fact = talk(ANA, "a");

        scene().journal().retract(ACME, fact, scene().act());

        assertTakenBackAround(fact);
    }

    @Test
    default void quotations_around_what_a_decision_retracts_are_retracted() {
        MemoryId fact = talk(ANA, "a");

        scene().decide(ANA, new Decision.Retract(fact, "no more"));

        assertTakenBackAround(fact);
    }

    @Test
    default void quotations_around_what_is_superseded_are_retracted() {
        MemoryId fact = talk(ANA, "a");

        scene().supersede(ANA, fact, "newer", "A newer fact");

        assertTakenBackAround(fact);
    }

    @Test
    default void quotations_around_what_comes_too_late_are_retracted() {
        MemoryId newer = scene().state(ANA, "newer", "A newer fact");
        HeardTurn turn = scene().hear(ACME, ANA, "late", "An old fact");
        Draft late = scene().draft("late", "Something old", wholeOf(turn));

        scene().decide(
                        ACME,
                        ANA,
                        "hearing-late",
                        new Decision.Add(
                                late, new Decision.Outdated(newer, scene().now()), "too late"),
                        new Decision.Add(quotation(turn), "kept"));

        assertThat(scene().memory(quotation("turn-late")).status()).isEqualTo(Status.RETRACTED);
    }

    @Test
    default void quotations_around_what_is_reworded_are_retracted() {
        MemoryId fact = talk(ANA, "a");

        scene().journal()
                .amend(
                        ACME,
                        fact,
                        scene().amendment(MemoryUpdate.builder().text("Another").build()));

        assertTakenBackAround(fact);
    }

    @Test
    default void quotations_around_what_gets_another_category_stay() {
        MemoryId fact = talk(ANA, "a");

        scene().journal()
                .amend(
                        ACME,
                        fact,
                        scene().amendment(
                                        MemoryUpdate.builder().categories(Set.of("work")).build()));

        assertThat(scene().memory(fact).categories()).containsExactly("work");
        assertThat(quoted("a")).hasSize(TURNS);
    }

    @Test
    default void quotations_of_what_is_erased_are_erased_and_those_around_retracted() {
        MemoryId fact = talk(ANA, "a");

        scene().journal().erase(ACME, fact, scene().act());

        assertThat(scene().journal().memory(ACME, quotation("a4"))).isEmpty();
        assertThat(Stream.of("a2", "a3", "a5", "a6"))
                .allMatch(turn -> scene().memory(quotation(turn)).status() == Status.RETRACTED);
        assertThat(quoted("a")).containsExactly("a1", "a7");
    }

    @Test
    default void quotations_around_a_source_that_is_taken_back_are_retracted() {
        MemoryId fact = talk(ANA, "a");

        scene().journal().retractSource(ACME, turnNamed("a4"), scene().act());

        assertThat(scene().memory(fact).status()).isEqualTo(Status.RETRACTED);
        assertTakenBackAround(fact);
    }

    private static Origin turnNamed(String id) {
        return new Origin.OfTurn(new TurnId(id));
    }

    @Test
    default void a_quotation_that_is_taken_back_goes_alone() {
        MemoryId fact = talk(ANA, "a");

        scene().journal().retract(ACME, quotation("a4"), scene().act());

        assertThat(quoted("a")).containsExactly("a1", "a2", "a3", "a5", "a6", "a7");
        assertThat(scene().memory(fact).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    default void quotations_of_other_scopes_stay() {
        MemoryId fact = talk(ANA, "a");
        talk(BOB, "b");

        scene().journal().retract(ACME, fact, scene().act());

        assertThat(quoted("a")).hasSize(2);
        assertThat(quoted("b")).hasSize(TURNS);
    }
}
