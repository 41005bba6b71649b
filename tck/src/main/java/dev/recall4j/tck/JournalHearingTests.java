package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Backlog;
import dev.recall4j.spi.Heard;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.PendingHearing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a journal promises about turns and hearings. */
interface JournalHearingTests {

    JournalScene scene();

    private PendingHearing onlyPending() {
        List<PendingHearing> pending = scene().operator().pending(0, 10).hearings();
        assertThat(pending).hasSize(1);
        return pending.getFirst();
    }

    @Test
    default void what_was_said_under_an_external_id_is_found_in_exactly_its_scope_and_tenant() {
        Scope run = new Scope("ana", null, null, "r1");
        scene().hear(ACME, ANA, "h1", List.of(external("t1", ANA, "e1")));
        scene().hear(ACME, run, "h2", List.of(external("t2", run, "e2")));

        assertThat(scene().journal().said(ACME, ANA, "e1")).contains("Hello, this is e1");
        assertThat(scene().journal().said(ACME, run, "e2")).contains("Hello, this is e2");
        assertThat(scene().journal().said(ACME, ANA, "e2")).isEmpty();
        assertThat(scene().journal().said(ACME, run, "e1")).isEmpty();
        assertThat(scene().journal().said(ACME, BOB, "e1")).isEmpty();
        assertThat(scene().journal().said(GLOBEX, ANA, "e1")).isEmpty();
    }

    @Test
    default void a_heard_turn_is_read_back_whole() {
        Scope scope = new Scope("ana", "guide", "maps", "r1");
        ZonedDateTime saidAt =
                ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 123_000_000, ZoneId.of("Europe/Berlin"));
        Turn said =
                new Turn(
                        Role.TOOL,
                        "Ana Müller",
                        "Line one\nline two \uD83D\uDE00 \u05E9\u05DC\u05D5\u05DD",
                        saidAt.withLaterOffsetAtOverlap(),
                        "ext-1",
                        Metadata.of("source", "mail"));
        HeardTurn turn = new HeardTurn(new TurnId("t1"), scope, said, NOON.plusMillis(7));
        HearingOptions options =
                new HearingOptions(
                        ExtractionMode.LOCAL,
                        new ExtractionSettings(
                                "Be brief.",
                                "plans",
                                "health",
                                Map.of("plan", "", "job", "work"),
                                "pt"),
                        Metadata.of("a", 1),
                        Set.of("plan", "place"),
                        NOON.plusSeconds(60),
                        "tester");
        Hearing hearing = new Hearing(new HearingId("h1"), List.of(turn), options);

        assertThat(scene().journal().hear(ACME, scope, hearing))
                .isEqualTo(new Heard(List.of(turn), 0, 0));
        assertThat(onlyPending()).isEqualTo(new PendingHearing(ACME, scope, hearing));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    default void every_role_is_kept(Role role) {
        HeardTurn turn =
                new HeardTurn(
                        new TurnId("t"),
                        ANA,
                        Turn.of(role, "Hello").at(NOON.atZone(ZoneId.of("UTC"))),
                        NOON);
        scene().hear(ACME, ANA, "h", List.of(turn));

        assertThat(onlyPending().hearing().turns()).containsExactly(turn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "+05:30", "UTC", "America/St_Johns", "Asia/Kathmandu", "GMT+2"})
    default void the_zone_in_which_it_was_said_is_kept(String zone) {
        ZonedDateTime saidAt = NOON.atZone(ZoneId.of(zone));
        scene().hear(
                        ACME,
                        ANA,
                        "h",
                        List.of(
                                new HeardTurn(
                                        new TurnId("t"), ANA, Turn.user("Hi").at(saidAt), NOON)));

        assertThat(onlyPending().hearing().turns().getFirst().saidAt()).isEqualTo(saidAt);
    }

    @Test
    default void times_are_kept_to_the_millisecond() {
        Instant precise = NOON.plusNanos(123_456_789);
        HeardTurn turn =
                new HeardTurn(
                        new TurnId("t"),
                        ANA,
                        Turn.user("Hi").at(precise.atZone(ZoneId.of("UTC"))),
                        precise);
        Heard heard = scene().hear(ACME, ANA, "h", List.of(turn));

        HeardTurn kept = onlyPending().hearing().turns().getFirst();
        assertThat(kept.saidAt().toInstant()).isEqualTo(NOON.plusMillis(123));
        assertThat(kept.heardAt()).isEqualTo(NOON.plusMillis(123));
        assertThat(heard.turns()).containsExactly(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "9999-12-31T00:00:00Z"})
    default void times_long_ago_and_far_ahead_are_kept(String time) {
        HeardTurn turn =
                new HeardTurn(
                        new TurnId("t"),
                        ANA,
                        Turn.user("Hi").at(Instant.parse(time).atZone(ZoneOffset.UTC)),
                        NOON);
        scene().hear(ACME, ANA, "h", List.of(turn));

        assertThat(onlyPending().hearing().turns()).containsExactly(turn);
    }

    @Test
    default void metadata_keeps_every_type_and_the_kind_of_each_number() {
        Metadata metadata =
                Metadata.of(
                        Map.ofEntries(
                                Map.entry("string", "a \"quoted\" \\ \u0001 \uD83D\uDE00"),
                                Map.entry("empty", ""),
                                Map.entry("flag", true),
                                Map.entry("int", 1L),
                                Map.entry("real", 1.0),
                                Map.entry("tenth", 0.1),
                                Map.entry("max", Long.MAX_VALUE),
                                Map.entry("min", Long.MIN_VALUE),
                                Map.entry("beyond", 9.007199254740993E18),
                                Map.entry("tiny", Double.MIN_VALUE),
                                Map.entry("huge", Double.MAX_VALUE),
                                Map.entry("minus zero", -0.0),
                                Map.entry(
                                        "exact", new BigDecimal("0.1000000000000000055511151231")),
                                Map.entry("big", new BigDecimal("123456789012345678901234567890")),
                                Map.entry("list", List.of("a", 2, 2.5, List.of(), Map.of())),
                                Map.entry("map", Map.of("deep", Map.of("er", List.of(false))))));
        HeardTurn turn =
                new HeardTurn(
                        new TurnId("t"),
                        ANA,
                        turn("t", ANA, "Hi").turn().withMetadata(metadata),
                        NOON);
        scene().hear(ACME, ANA, "h", List.of(turn));

        assertThat(onlyPending().hearing().turns().getFirst().turn().metadata())
                .isEqualTo(metadata);
    }

    @Test
    default void metadata_keeps_the_order_of_its_names() {
        Metadata metadata = Metadata.of("z", 1).with(Metadata.of("a", 2)).with(Metadata.of("m", 3));
        HeardTurn turn =
                new HeardTurn(
                        new TurnId("t"),
                        ANA,
                        turn("t", ANA, "Hi").turn().withMetadata(metadata),
                        NOON);
        scene().hear(ACME, ANA, "h", List.of(turn));

        assertThat(onlyPending().hearing().turns().getFirst().turn().metadata().values())
                .containsExactly(Map.entry("z", 1L), Map.entry("a", 2L), Map.entry("m", 3L));
    }

    @Test
    default void an_external_id_is_heard_once_in_a_scope() {
        HeardTurn first = external("t1", ANA, "e1");
        assertThat(scene().hear(ACME, ANA, "h1", List.of(first)))
                .isEqualTo(new Heard(List.of(first), 0, 0));

        HeardTurn again = external("t2", ANA, "e1");
        HeardTurn other = external("t3", ANA, "e2");
        Heard heard = scene().hear(ACME, ANA, "h2", List.of(again, other));

        assertThat(heard).isEqualTo(new Heard(List.of(other), 1, 0));
        assertThat(scene().journal().tally(ACME, NOON).turns()).isEqualTo(2);
    }

    @Test
    default void an_external_id_is_heard_once_in_one_hearing() {
        HeardTurn first = external("t1", ANA, "e1");
        Heard heard = scene().hear(ACME, ANA, "h1", List.of(first, external("t2", ANA, "e1")));

        assertThat(heard).isEqualTo(new Heard(List.of(first), 1, 0));
        assertThat(onlyPending().hearing().turns()).containsExactly(first);
    }

    @Test
    default void an_external_id_that_comes_with_another_text_is_told_apart() {
        HeardTurn first = external("t1", ANA, "e1");
        scene().hear(ACME, ANA, "h1", List.of(first));
        HeardTurn other = turn("t2", ANA, "Something else");
        HeardTurn reusing =
                new HeardTurn(other.id(), ANA, other.turn().withExternalId("e1"), other.heardAt());

        Heard heard = scene().hear(ACME, ANA, "h2", List.of(reusing, external("t3", ANA, "e1")));

        assertThat(heard).isEqualTo(new Heard(List.of(), 1, 1));
        assertThat(onlyPending().hearing().turns()).containsExactly(first);
    }

    @Test
    default void an_external_id_may_be_heard_again_in_a_scope_that_finds_it() {
        Scope run = ANA.withRun("r1");
        scene().hear(ACME, run, "h1", List.of(external("t1", run, "e1")));
        Heard heard = scene().hear(ACME, ANA, "h2", List.of(external("t2", ANA, "e1")));

        assertThat(heard.known()).isZero();
        assertThat(scene().journal().tally(ACME, NOON).turns()).isEqualTo(2);
    }

    @Test
    default void a_hearing_of_known_turns_only_does_not_wait_for_decisions() {
        scene().hear(ACME, ANA, "h1", List.of(external("t1", ANA, "e1")));
        long position = scene().operator().position();
        Heard heard = scene().hear(ACME, ANA, "h2", List.of(external("t2", ANA, "e1")));

        assertThat(heard).isEqualTo(new Heard(List.of(), 1, 0));
        assertThat(onlyPending().hearing().id()).isEqualTo(new HearingId("h1"));
        assertThat(scene().operator().position()).isEqualTo(position);
    }

    private static HeardTurn external(String id, Scope scope, String externalId) {
        HeardTurn plain = turn(id, scope, "Hello, this is " + externalId);
        return new HeardTurn(
                plain.id(), scope, plain.turn().withExternalId(externalId), plain.heardAt());
    }

    @Test
    default void hearings_wait_oldest_first_until_they_are_settled() {
        scene().hear(ACME, ANA, "1", "one");
        scene().hear(ACME, BOB, "2", "two");
        scene().hear(ACME, ANA, "3", "three");
        assertThat(waiting(10)).containsExactly("hearing-1", "hearing-2", "hearing-3");
        assertThat(waiting(2)).containsExactly("hearing-1", "hearing-2");

        scene().decide(ACME, BOB, "hearing-2");

        assertThat(waiting(10)).containsExactly("hearing-1", "hearing-3");
    }

    @Test
    default void hearings_that_wait_are_read_on_behind_those_that_were_read() {
        for (int i = 0; i < 5; i++) {
            scene().hear(ACME, ANA, "" + i, "turn " + i);
        }
        Backlog first = scene().operator().pending(0, 2);
        scene().decide(ACME, ANA, "hearing-1");
        Backlog second = scene().operator().pending(first.upTo(), 2);
        Backlog third = scene().operator().pending(second.upTo(), 2);

        assertThat(idsOf(first)).containsExactly("hearing-0", "hearing-1");
        assertThat(idsOf(second)).containsExactly("hearing-2", "hearing-3");
        assertThat(idsOf(third)).containsExactly("hearing-4");
        assertThat(scene().operator().pending(third.upTo(), 2).hearings()).isEmpty();
    }

    private static List<String> idsOf(Backlog backlog) {
        return backlog.hearings().stream().map(p -> p.hearing().id().value()).toList();
    }

    private List<String> waiting(int limit) {
        return scene().operator().pending(0, limit).hearings().stream()
                .map(p -> p.hearing().id().value())
                .toList();
    }

    @Test
    default void a_hearing_is_settled_once() {
        scene().hear(ACME, ANA, "1", "one");
        scene().decide(ACME, ANA, "hearing-1");

        assertThatThrownBy(() -> scene().decide(ACME, ANA, "hearing-1"))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    default void a_turn_id_is_taken_once() {
        scene().hear(ACME, ANA, "1", "one");

        assertThatThrownBy(
                        () -> scene().hear(ACME, ANA, "h", List.of(turn("turn-1", ANA, "other"))))
                .isInstanceOf(ConflictException.class);
        assertThat(scene().journal().tally(ACME, NOON).turns()).isEqualTo(1);
        scene().hear(ACME, ANA, "2", "a write after the one that failed");
        assertThat(scene().journal().tally(ACME, NOON).turns()).isEqualTo(2);
    }

    @Test
    default void ten_thousand_turns_are_heard_at_once() {
        List<HeardTurn> turns =
                IntStream.range(0, 10_000).mapToObj(i -> turn("t" + i, ANA, "Turn " + i)).toList();
        assertThat(scene().hear(ACME, ANA, "h", turns).turns()).hasSize(10_000);

        assertThat(onlyPending().hearing().turns()).isEqualTo(turns);
        assertThat(scene().journal().tally(ACME, NOON).pendingTurns()).isEqualTo(10_000);
    }
}
