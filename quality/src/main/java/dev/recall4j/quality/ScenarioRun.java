package dev.recall4j.quality;

import dev.recall4j.Memories;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.UnavailableException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Plays scenarios, each in a scope of its own, and looks after every step whether memory is as it
 * must be. Uses the public API only. A run is for one use and not thread-safe.
 */
public final class ScenarioRun {

    private final ScenarioSuite suite;
    private final Settings settings;
    private final StepClock clock;
    private final StepModel model;
    private final Memories memories;
    private final List<ScenarioReport.Outcome> outcomes = new ArrayList<>();

    /**
     * How a run is done.
     *
     * @param version of Recall4j, for the report
     * @param mode how turns become memories
     */
    public record Settings(String version, ExtractionMode mode) {}

    /**
     * @param clock that of the memories
     * @param model that of the memories in mode model; no other asks it
     * @param memories an empty store
     */
    public ScenarioRun(
            ScenarioSuite suite,
            Settings settings,
            StepClock clock,
            StepModel model,
            Memories memories) {
        this.suite = suite;
        this.settings = settings;
        this.clock = clock;
        this.model = model;
        this.memories = memories;
    }

    /**
     * Plays all of them.
     *
     * @param progress told how many were played so far
     * @throws UnavailableException if a model did not answer, so that memories are missing
     */
    public ScenarioReport run(IntConsumer progress) {
        suite.scenarios()
                .forEach((split, scenarios) -> {
                    for (Scenario scenario : scenarios) {
                        outcomes.add(
                                new ScenarioReport.Outcome(split, scenario, failures(scenario)));
                        progress.accept(outcomes.size());
                    }
                });
        return ScenarioReport.of(
                settings.version(),
                settings.mode().name().toLowerCase(Locale.ROOT),
                settings.mode() == ExtractionMode.MODEL ? model.rulings() : null,
                memories.stats().embedder().name(),
                outcomes);
    }

    private List<ScenarioReport.Failure> failures(Scenario scenario) {
        List<ScenarioReport.Failure> failures = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Scenario.Step step = scenario.steps().get(i);
            Instant now = scenario.time(step.at()).toInstant();
            clock.set(now);
            model.set(scenario, step);
            add(scenario, step);
            List<Memory> found = found(scenario);
            List<String> misses =
                    ScenarioCheck.misses(
                            step.expect(), found, now, text -> scenario.time(text).toInstant());
            if (!misses.isEmpty()) {
                List<String> said = found.stream().map(ScenarioRun::line).toList();
                failures.add(new ScenarioReport.Failure(i + 1, misses, said));
            }
        }
        return failures;
    }

    private void add(Scenario scenario, Scenario.Step step) {
        Added added =
                memories.add(
                        AddRequest.builder(scope(scenario))
                                .turns(scenario.turns(step))
                                .mode(settings.mode())
                                .build());
        if (added.reasons().stream().anyMatch(r -> r.code() == ReasonCode.PENDING)) {
            throw new UnavailableException(
                    ErrorCode.MODEL_UNAVAILABLE,
                    "A model did not answer in the scenario %s; run them again when it does."
                            .formatted(scenario.id()));
        }
    }

    private static Scope scope(Scenario scenario) {
        return Scope.ofUser(scenario.id());
    }

    private List<Memory> found(Scenario scenario) {
        return memories.list(
                        ListRequest.builder(scope(scenario))
                                .statuses(Status.ACTIVE, Status.values())
                                .limit(ListRequest.LIMIT_MAX)
                                .build())
                .items();
    }

    private static String line(Memory memory) {
        Instant from = memory.validFrom() == null ? memory.saidAt() : memory.validFrom();
        String until = memory.validTo() == null ? "" : " until " + memory.validTo();
        return "%s: %s (since %s%s)"
                .formatted(
                        memory.status().name().toLowerCase(Locale.ROOT),
                        memory.text(),
                        from,
                        until);
    }
}
