package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The scenarios that come with Recall4j are sound in themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioDataTest {

    private static final Set<String> KINDS =
            Set.of(
                    "identity",
                    "preference",
                    "plan",
                    "event",
                    "relation",
                    "state",
                    "procedure",
                    "action");

    private final ScenarioSuite suite = ScenarioSuite.load(EnumSet.allOf(ScenarioSplit.class));

    Stream<Scenario> scenarios() {
        return suite.scenarios().values().stream().flatMap(List::stream);
    }

    @Test
    void there_are_at_least_150() {
        assertThat(suite.size()).isGreaterThanOrEqualTo(150);
    }

    @ParameterizedTest
    @EnumSource(ScenarioClass.class)
    void every_class_has_ten_or_more_half_of_them_held_out(ScenarioClass type) {
        long dev = count(ScenarioSplit.DEV, type);
        long heldOut = count(ScenarioSplit.HELD_OUT, type);

        assertThat(dev + heldOut).isGreaterThanOrEqualTo(10);
        assertThat(heldOut).isBetween(dev - 1, dev + 1);
    }

    private long count(ScenarioSplit split, ScenarioClass type) {
        return Objects.requireNonNull(suite.scenarios().get(split)).stream()
                .filter(scenario -> scenario.type() == type)
                .count();
    }

    @Test
    void there_are_six_languages() {
        assertThat(scenarios().map(Scenario::language).distinct())
                .containsExactlyInAnyOrder("en", "de", "fr", "es", "pt", "it");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void only_the_languages_are_not_english(Scenario scenario) {
        assertThat(scenario.language().equals("en"))
                .isEqualTo(scenario.type() != ScenarioClass.LANGUAGES);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_time_is_one_and_steps_follow_each_other(Scenario scenario) {
        List<ZonedDateTime> times = new ArrayList<>();
        for (Scenario.Step step : scenario.steps()) {
            ZonedDateTime at = scenario.time(step.at());
            times.add(at);
            assertThat(scenario.turns(step))
                    .allMatch(turn -> !Objects.requireNonNull(turn.saidAt()).isAfter(at));
            step.expect().asOf().forEach(asOf -> scenario.time(asOf.at()));
        }

        assertThat(times).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_fact_stands_in_its_turn(Scenario scenario) {
        for (Scenario.Step step : scenario.steps()) {
            for (Scenario.Fact fact : step.facts()) {
                assertThat(step.turns().get(fact.turn() - 1).text()).contains(fact.quote());
                assertThat(KINDS).contains(fact.kind());
                assertThat(fact.about()).isNotBlank();
                Stream.of(fact.from(), fact.to())
                        .filter(Objects::nonNull)
                        .forEach(LocalDate::parse);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_step_expects_something(Scenario scenario) {
        assertThat(scenario.shows()).isNotBlank();
        assertThat(scenario.steps())
                .extracting(Scenario.Step::expect)
                .doesNotContain(new Expectation(List.of(), List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_must_be_true_is_what_the_facts_say(Scenario scenario) {
        List<String> facts = new ArrayList<>();
        for (Scenario.Step step : scenario.steps()) {
            step.facts().forEach(fact -> facts.add(fact.text()));

            assertThat(wanted(step.expect())).allMatch(saidBy(facts));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_must_not_be_true_is_not_what_was_just_said(Scenario scenario) {
        for (Scenario.Step step : scenario.steps()) {
            boolean old = step.turns().stream().anyMatch(turn -> turn.saidAt() != null);
            List<String> facts = step.facts().stream().map(Scenario.Fact::text).toList();

            assertThat(step.expect().notNow()).noneMatch(w -> !old && saidBy(facts).test(w));
        }
    }

    private static List<Wording> wanted(Expectation expect) {
        return Stream.of(
                        expect.now().stream(),
                        expect.superseded().stream(),
                        expect.asOf().stream().flatMap(asOf -> asOf.yes().stream()))
                .flatMap(wordings -> wordings)
                .toList();
    }

    private static Predicate<Wording> saidBy(List<String> facts) {
        return wording -> facts.stream().anyMatch(wording::isIn);
    }
}
