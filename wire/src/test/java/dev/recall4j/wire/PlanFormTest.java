package dev.recall4j.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Plan;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

class PlanFormTest {

    private static final Instant NOON = Instant.parse("2026-05-08T12:00:00.123Z");
    private static final MemoryId OTHER = MemoryId.of("m9");
    private static final TurnId TURN = new TurnId("t1");
    private static final Evidence WORDS = new Evidence(TURN, 0, 14);

    @Test
    void a_plan_written_and_read_is_equal() {
        assertThat(PlanForm.read(json())).isEqualTo(plan());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"plan\":1 | \"plan\":2 | this version reads 1",
                "\"plan\":1 | \"plan\":1,\"song\":2 | unknown key 'song'",
                "\"plan\":1, | '' | no value at the key 'plan'",
                "\"version\":7 | \"version\":\"7\" | key 'version'",
                "\"version\":7 | \"version\":null | key 'version'",
                "\"decision\":\"retract\" | \"decision\":\"sing\" | key 'decisions'",
                "\"mode\":\"model\" | \"mode\":\"song\" | There is no mode 'song'",
                "\"role\":\"user\" | \"role\":\"king\" | There is no role 'king'",
                "\"code\":\"awaits-review\" | \"code\":\"song\" | There is no reason code 'song'",
                "\"latency\":\"PT1.5S\" | \"latency\":\"soon\" | no duration",
                "\"turn\":\"t1\",\"start\":0 | \"turn\":\"t2\",\"start\":0 | t2, which is not among",
                "\"start\":0,\"end\":14 | \"start\":-1,\"end\":14 | is not in the turn t1",
                "\"end\":14 | \"end\":99 | is not in the turn t1",
                "\"user\":\"ana\" | \"user\":\"*\" | user",
                "\"topics\":[\"home\"] | \"topics\":[null] | topics",
                "\"categories\":[\"red\"] | \"categories\":[null] | categories",
                "\"outdatedBy\":\"m9\", | '' | only one of outdatedBy and outdatedFrom",
                "\"calls\":2 | \"calls\":99999999999 | key 'use.calls'",
                "\"saidAt\":\"2026 | \"saidAt\":\"9999992026 | saidAt",
            })
    void what_is_unknown_or_wrong_is_refused_with_what_is_wrong(
            String right, String wrong, String told) {
        String json = json();
        assertThat(json).contains(right);

        assertThatThrownBy(() -> PlanForm.read(json.replace(right, wrong)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(told);
    }

    @Test
    void more_topics_than_a_memory_can_have_are_refused() {
        String many = "\"home\"" + ",\"x\"".repeat(Gist.TOPICS_MAX);

        assertThatThrownBy(() -> PlanForm.read(json().replace("\"home\"", many)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("33 topics");
    }

    @Test
    void what_is_refused_is_not_repeated() {
        assertThatThrownBy(() -> PlanForm.read(json().replace("\"version\":7", "\"version\":{}")))
                .hasMessageNotContaining("bees");
    }

    private static String json() {
        return Json.write(PlanForm.of(plan()));
    }

    private static Plan plan() {
        Scope scope = new Scope("ana", null, "a", null);
        Turn turn =
                new Turn(
                        Role.USER,
                        "Ana",
                        "Ana keeps bees.",
                        ZonedDateTime.parse("2026-05-08T14:00+02:00[Europe/Berlin]"),
                        "own",
                        Metadata.of(Map.of("team", "red")));
        return new Plan(
                scope,
                new HearingId("h1"),
                List.of(new HeardTurn(TURN, scope, turn, NOON)),
                options(),
                decisions(),
                List.of(new Reason(ReasonCode.GUESS, "nobody said so", 2)),
                new ModelUse(2, 100, 40, 7, Duration.ofMillis(1500)),
                7);
    }

    private static HearingOptions options() {
        return new HearingOptions(
                ExtractionMode.MODEL,
                ExtractionSettings.builder()
                        .instructions("Be brief.")
                        .includes("food")
                        .excludes("money")
                        .categories(Map.of("diet", "what somebody eats"))
                        .language("pt")
                        .build(),
                Metadata.of(Map.of("a", 1)),
                Set.of("red"),
                NOON,
                "cli",
                true);
    }

    private static List<Decision> decisions() {
        return List.of(
                new Decision.Add(draft("m1"), "news"),
                new Decision.Add(draft("m2"), new Decision.Outdated(OTHER, NOON), "late"),
                new Decision.Supersede(OTHER, draft("m3"), NOON, "moved"),
                new Decision.Reinforce(OTHER, WORDS, NOON, null, "again"),
                new Decision.Reinforce(OTHER, WORDS, NOON, NOON, "again"),
                new Decision.Retract(OTHER, "taken back"),
                new Decision.Ignore(WORDS, ReasonCode.ECHO, "echo"),
                new Decision.Ignore(WORDS, ReasonCode.AWAITS_REVIEW, draft("m4"), "waits"));
    }

    private static Draft draft(String id) {
        @Nullable Instant until = id.equals("m1") ? null : NOON.plusSeconds(5);
        return new Draft(
                MemoryId.of(id),
                "Ana keeps bees",
                new Gist("f", Set.of("home")),
                "x/1",
                List.of(WORDS),
                NOON,
                NOON,
                until,
                until,
                Set.of("red"),
                Metadata.EMPTY,
                Set.of("red"));
    }
}
