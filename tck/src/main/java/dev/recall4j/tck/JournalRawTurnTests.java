package dev.recall4j.tck;

import static dev.recall4j.tck.JournalScene.exported;
import static dev.recall4j.tck.JournalScene.vectors;
import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.OPTIONS;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.RawTurn;
import dev.recall4j.spi.Surroundings;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a journal promises about turns that are shown as they were said. */
interface JournalRawTurnTests {

    JournalScene scene();

    private static HeardTurn turn(String id, Scope scope, Role role, Instant saidAt) {
        Turn turn = Turn.of(role, "Text of " + id).at(saidAt.atZone(ZoneOffset.UTC));
        return new HeardTurn(new TurnId(id), scope, turn, NOON);
    }

    private static HeardTurn turn(String id) {
        return turn(id, ANA, Role.USER, NOON);
    }

    private static List<HeardTurn> turns(Scope scope, String... ids) {
        return Arrays.stream(ids).map(id -> turn(id, scope, Role.USER, NOON)).toList();
    }

    /** Keeps a memory of each of some turns, with the turn's id. */
    private void settle(Tenant tenant, @Nullable String hearing, List<HeardTurn> kept) {
        Decision[] decisions =
                kept.stream()
                        .map(turn -> new Decision.Add(draft(turn), "news"))
                        .toArray(Decision[]::new);
        scene().decide(tenant, kept.getFirst().scope(), hearing, decisions);
    }

    private Draft draft(HeardTurn turn) {
        return scene().draft(turn.id().value(), turn.turn().text(), wholeOf(turn));
    }

    /** Hears turns and keeps a memory, with the turn's id, of one of them. */
    private MemoryId talk(Tenant tenant, List<HeardTurn> turns, int kept) {
        String hearing = "hearing of " + turns.getFirst().id();
        scene().hear(tenant, turns.getFirst().scope(), hearing, turns);
        settle(tenant, hearing, List.of(turns.get(kept)));
        return MemoryId.of(turns.get(kept).id().value());
    }

    private MemoryId talk(int kept, String... ids) {
        return talk(ACME, turns(ANA, ids), kept);
    }

    private List<String> around(MemoryId memory) {
        return around(scene().journal(), memory);
    }

    private static List<String> around(Journal journal, MemoryId memory) {
        return journal
                .rawTurnsAround(ACME, List.of(memory))
                .getOrDefault(memory, List.of())
                .stream()
                .map(raw -> raw.turn().id().value())
                .toList();
    }

    @Test
    default void turns_that_gave_no_memory_are_raw_turns_around_one_that_did() {
        List<HeardTurn> turns = turns(ANA, "1", "2", "3", "4", "5", "6", "7");
        MemoryId memory = talk(ACME, turns, 3);

        assertThat(Surroundings.REACH).isEqualTo(2);
        assertThat(scene().journal().rawTurnsAround(ACME, List.of(memory)))
                .isEqualTo(
                        Map.of(
                                memory,
                                List.of(
                                        new RawTurn(turns.get(1), -2),
                                        new RawTurn(turns.get(2), -1),
                                        new RawTurn(turns.get(4), 1),
                                        new RawTurn(turns.get(5), 2))));
    }

    @Test
    default void raw_turns_of_other_hearings_count_too() {
        talk(1, "1", "2");
        MemoryId memory = talk(0, "3", "4");
        scene().hear(ACME, ANA, "later", turns(ANA, "5"));
        scene().decide(ACME, ANA, "later");

        assertThat(around(memory)).containsExactly("1", "4", "5");
    }

    @Test
    default void each_of_many_memories_has_its_own_raw_turns() {
        List<HeardTurn> turns = IntStream.range(0, 2_000).mapToObj(i -> turn("t" + i)).toList();
        scene().hear(ACME, ANA, "h", turns);
        List<HeardTurn> kept = IntStream.range(0, 400).mapToObj(i -> turns.get(5 * i + 2)).toList();
        settle(ACME, "h", kept);
        List<MemoryId> memories = kept.stream().map(t -> MemoryId.of(t.id().value())).toList();

        Map<MemoryId, List<RawTurn>> around = scene().journal().rawTurnsAround(ACME, memories);

        assertThat(around).hasSize(400);
        assertThat(around.get(MemoryId.of("t1002")))
                .extracting(raw -> raw.turn().id().value())
                .containsExactly("t1000", "t1001", "t1003", "t1004");
    }

    @Test
    default void a_memory_that_nothing_stands_beside_is_absent() {
        MemoryId alone = talk(ACME, turns(BOB, "1"), 0);
        MemoryId stated = scene().state(ANA, "stated", "Tea");
        MemoryId memory = talk(0, "2", "3");

        assertThat(
                        scene().journal()
                                .rawTurnsAround(
                                        ACME,
                                        List.of(alone, stated, memory, MemoryId.of("never was"))))
                .containsOnlyKeys(memory);
    }

    @Test
    default void no_turn_beside_a_memory_that_expires_is_a_raw_turn() {
        scene().hear(ACME, ANA, "before", turns(ANA, "1"));
        scene().decide(ACME, ANA, "before");
        HeardTurn secret = turn("2");
        scene().hear(ACME, ANA, "secret", List.of(secret));
        scene().decide(
                        ACME,
                        ANA,
                        "secret",
                        new Decision.Add(
                                scene().draftUntil("secret", "2", NOON, wholeOf(secret)), "news"));
        MemoryId memory = talk(0, "3", "4", "5");

        assertThat(around(memory)).as("4 may repeat what expires").containsExactly("5");
    }

    @Test
    default void raw_turns_are_those_around_the_first_that_a_memory_came_from() {
        MemoryId memory = talk(0, "1", "2");
        scene().pass(Duration.ofMinutes(1));
        HeardTurn again = turn("again", ANA, Role.USER, scene().now());
        scene().hear(ACME, ANA, "h", List.of(turn("3"), turn("4"), again, turn("5")));
        scene().decide(
                        ACME,
                        ANA,
                        "h",
                        new Decision.Reinforce(
                                memory, wholeOf(again), scene().now(), null, "again"));

        assertThat(around(memory)).containsExactly("2", "3");
    }

    @Test
    default void a_turn_is_raw_once_its_hearing_is_settled() {
        MemoryId memory = talk(0, "1", "2");
        scene().hear(ACME, ANA, "h", turns(ANA, "3"));
        assertThat(around(memory)).containsExactly("2");

        scene().decide(ACME, ANA, "h");
        assertThat(around(memory)).containsExactly("2", "3");
    }

    @Test
    default void what_the_system_and_tools_say_is_no_raw_turn() {
        MemoryId memory =
                talk(
                        ACME,
                        List.of(
                                turn("system", ANA, Role.SYSTEM, NOON),
                                turn("assistant", ANA, Role.ASSISTANT, NOON),
                                turn("memory"),
                                turn("tool", ANA, Role.TOOL, NOON),
                                turn("user")),
                        2);

        assertThat(around(memory)).containsExactly("assistant", "user");
    }

    @Test
    default void a_turn_that_is_to_expire_is_no_raw_turn() {
        MemoryId memory = talk(0, "1", "2");
        HearingOptions expiring =
                new HearingOptions(
                        OPTIONS.mode(),
                        ExtractionSettings.NONE,
                        OPTIONS.metadata(),
                        Set.of(),
                        NOON.plusSeconds(60),
                        OPTIONS.actor());
        scene().journal()
                .hear(ACME, ANA, new Hearing(new HearingId("h"), turns(ANA, "3"), expiring));
        scene().decide(ACME, ANA, "h");

        assertThat(around(memory)).containsExactly("2");
    }

    @Test
    default void a_turn_that_a_memory_is_drawn_from_later_is_no_raw_turn_any_more() {
        List<HeardTurn> turns = turns(ANA, "1", "2", "3");
        MemoryId memory = talk(ACME, turns, 0);
        assertThat(around(memory)).containsExactly("2", "3");

        settle(ACME, null, List.of(turns.get(1)));
        assertThat(around(memory)).containsExactly("3");
        scene().journal().retract(ACME, MemoryId.of("2"), scene().act());
        assertThat(around(memory)).isEmpty();
    }

    @Test
    default void what_was_said_long_before_or_after_is_not_around() {
        Duration pause = Surroundings.PAUSE;
        MemoryId memory =
                talk(
                        ACME,
                        List.of(
                                turn("too early", ANA, Role.USER, NOON.minus(pause).minusMillis(1)),
                                turn("early", ANA, Role.USER, NOON.minus(pause)),
                                turn("memory"),
                                turn("late", ANA, Role.USER, NOON.plus(pause)),
                                turn("too late", ANA, Role.USER, NOON.plus(pause).plusMillis(1))),
                        2);

        assertThat(around(memory)).containsExactly("early", "late");
    }

    @Test
    default void turns_of_other_scopes_are_not_around() {
        Scope run = ANA.withRun("r");
        MemoryId memory = talk(0, "1", "2");
        MemoryId inRun = talk(ACME, turns(run, "run 1", "run 2"), 0);
        MemoryId bobs = talk(ACME, turns(BOB, "bob 1", "bob 2"), 0);

        assertThat(around(memory)).containsExactly("2");
        assertThat(around(inRun)).containsExactly("run 2");
        assertThat(around(bobs)).containsExactly("bob 2");
    }

    @Test
    default void no_tenant_sees_raw_turns_of_another() {
        MemoryId acmes = talk(0, "1", "2");
        MemoryId globex = talk(GLOBEX, turns(ANA, "g1", "g2"), 0);

        assertThat(scene().journal().rawTurnsAround(GLOBEX, List.of(acmes, globex)))
                .isEqualTo(Map.of(globex, List.of(new RawTurn(turns(ANA, "g2").getFirst(), 1))));
        scene().journal().retractAll(GLOBEX, ANA, scene().act());
        assertThat(around(acmes)).containsExactly("2");
    }

    /** Ways in which a memory stops being what somebody wants to be read. */
    enum End {
        AMENDED,
        SUPERSEDED,
        RETRACTED,
        RETRACTED_BY_A_VERDICT,
        ERASED
    }

    private void end(MemoryId id, End end) {
        Journal journal = scene().journal();
        switch (end) {
            case AMENDED ->
                    journal.amend(ACME, id, scene().amendment(MemoryUpdate.text("Not that")));
            case SUPERSEDED -> scene().supersede(ANA, id, "newer", "Not that");
            case RETRACTED -> journal.retract(ACME, id, scene().act());
            case RETRACTED_BY_A_VERDICT ->
                    scene().decide(ANA, new Decision.Retract(id, "taken back"));
            case ERASED -> journal.erase(ACME, id, scene().act());
        }
    }

    @ParameterizedTest
    @EnumSource
    default void no_echo_of_what_was_taken_back_is_a_raw_turn(End end) {
        List<HeardTurn> turns = turns(ANA, "1", "2", "3", "4", "5", "6", "7", "8");
        scene().hear(ACME, ANA, "h", turns);
        settle(ACME, "h", List.of(turns.get(2), turns.get(5)));
        MemoryId memory = MemoryId.of("6");
        assertThat(around(memory)).containsExactly("4", "5", "7", "8");

        end(MemoryId.of("3"), end);

        assertThat(around(memory)).containsExactly("7", "8");
    }

    @Test
    default void no_echo_in_the_turns_that_supersede_a_memory_is_a_raw_turn() {
        talk(0, "1");
        List<HeardTurn> turns = turns(ANA, "2", "3", "4", "5");
        scene().hear(ACME, ANA, "h", turns);
        scene().decide(
                        ACME,
                        ANA,
                        "h",
                        new Decision.Supersede(
                                MemoryId.of("1"), draft(turns.getFirst()), NOON, "changed"));

        assertThat(around(MemoryId.of("2"))).containsExactly("4");
    }

    @Test
    default void turns_that_take_something_back_are_no_raw_turns() {
        MemoryId wrong = talk(0, "1", "2", "3", "4");
        MemoryId memory = talk(0, "5", "6");
        scene().hear(ACME, ANA, "h", turns(ANA, "7"));
        scene().decide(ACME, ANA, "h", new Decision.Retract(wrong, "taken back"));

        assertThat(around(memory)).containsExactly("4", "6");
    }

    @Test
    default void retracting_all_leaves_no_raw_turn_in_what_the_scope_finds() {
        Scope run = ANA.withRun("r");
        talk(0, "1", "2");
        talk(ACME, turns(run, "run 1", "run 2"), 0);
        MemoryId bobs = talk(ACME, turns(BOB, "bob 1", "bob 2"), 0);

        scene().journal().retractAll(ACME, ANA, scene().act());

        MemoryId memory = talk(0, "3", "4");
        MemoryId inRun = talk(ACME, turns(run, "run 3", "run 4"), 0);
        assertThat(around(memory)).containsExactly("4");
        assertThat(around(inRun)).containsExactly("run 4");
        assertThat(around(bobs)).containsExactly("bob 2");
    }

    @Test
    default void of_restored_turns_those_are_raw_that_are_settled_after_it() {
        MemoryId memory = talk(0, "1", "2");
        assertThat(around(memory)).containsExactly("2");
        scene().hear(ACME, ANA, "h", turns(ANA, "3"));
        List<ExportRecord> records = exported(scene().journal(), ACME);
        Journal other = scene().another();
        other.restore(ACME, records, vectors(records));

        String waiting =
                other.operator().pending(0, 1).hearings().getFirst().hearing().id().value();
        other.decide(ACME, ANA, view -> scene().set(waiting));

        assertThat(around(other, memory)).containsExactly("3");
    }

    @Test
    default void what_is_known_as_erased_elsewhere_leaves_no_echo() {
        List<HeardTurn> turns = turns(ANA, "1", "2", "3", "4", "5");
        scene().hear(ACME, ANA, "h", turns);
        settle(ACME, "h", List.of(turns.get(0), turns.get(2)));
        MemoryId memory = MemoryId.of("3");
        assertThat(around(memory)).containsExactly("2", "4", "5");
        Journal other = scene().another();
        List<ExportRecord> records = exported(scene().journal(), ACME);
        other.restore(ACME, records, vectors(records));
        other.erase(ACME, MemoryId.of("1"), scene().act());

        scene().journal().restore(ACME, exported(other, ACME), Map.of());

        assertThat(around(memory)).containsExactly("4", "5");
    }
}
