package dev.recall4j.quality;

import dev.recall4j.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@link ScenarioRun} saw. The same in every run with the same settings.
 *
 * @param version of Recall4j
 * @param mode how turns became memories
 * @param rulings how the model ruled whose facts were given; null in other modes
 * @param embedder what made the vectors
 * @param rows the rates: of all scenarios, of each class, and of each language
 * @param failed what failed in the {@link ScenarioSplit#DEV} split; of the other only rates are
 *     told
 */
public record ScenarioReport(
        String version,
        String mode,
        @Nullable StepRulings rulings,
        String embedder,
        List<Row> rows,
        List<Failed> failed) {

    /** The name of what is not one split, class or language. */
    public static final String ALL = "all";

    private static final String CLASS = "class";
    private static final String LANGUAGE = "language";

    public ScenarioReport {
        rows = List.copyOf(rows);
        failed = List.copyOf(failed);
    }

    /**
     * How one scenario went: it passes if no step fails.
     *
     * @param failures the steps that failed
     */
    record Outcome(ScenarioSplit split, Scenario scenario, List<Failure> failures) {

        boolean passed() {
            return failures.isEmpty();
        }
    }

    /**
     * How many scenarios pass.
     *
     * @param by {@code all}, {@code class} or {@code language}: what the name is of
     * @param split {@code all} or the name of one
     */
    public record Row(String by, String name, String split, int passed, int scenarios) {

        /** From 0 to 1. */
        public double rate() {
            return (double) passed / scenarios;
        }
    }

    /** A scenario that failed, and what it shows. */
    public record Failed(String id, String shows, List<Failure> failures) {

        public Failed {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A step after which memory was not as it must be.
     *
     * @param step its number, from 1 on
     * @param misses what was not as expected
     * @param found the memories there were, of all statuses
     */
    public record Failure(int step, List<String> misses, List<String> found) {

        public Failure {
            misses = List.copyOf(misses);
            found = List.copyOf(found);
        }
    }

    static ScenarioReport of(
            String version,
            String mode,
            @Nullable StepRulings rulings,
            String embedder,
            List<Outcome> outcomes) {
        List<Row> rows = new ArrayList<>(rows(ALL, outcomes, outcome -> ALL));
        rows.addAll(rows(CLASS, outcomes, outcome -> outcome.scenario().type().code()));
        rows.addAll(rows(LANGUAGE, outcomes, outcome -> outcome.scenario().language()));
        return new ScenarioReport(version, mode, rulings, embedder, rows, failed(outcomes));
    }

    private static List<Row> rows(
            String by, List<Outcome> outcomes, Function<Outcome, String> name) {
        List<Row> rows = new ArrayList<>();
        for (String one : names(outcomes, name)) {
            List<Outcome> ofName = where(outcomes, name, one);
            Set<String> splits = names(ofName, ScenarioReport::split);
            for (String split : splits) {
                rows.add(row(by, one, split, where(ofName, ScenarioReport::split, split)));
            }
            if (splits.size() > 1) {
                rows.add(row(by, one, ALL, ofName));
            }
        }
        return rows;
    }

    private static String split(Outcome outcome) {
        return outcome.split().code();
    }

    private static List<Outcome> where(
            List<Outcome> outcomes, Function<Outcome, String> name, String value) {
        return outcomes.stream().filter(outcome -> name.apply(outcome).equals(value)).toList();
    }

    private static Set<String> names(List<Outcome> outcomes, Function<Outcome, String> name) {
        return outcomes.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Row row(String by, String name, String split, List<Outcome> outcomes) {
        long passed = outcomes.stream().filter(Outcome::passed).count();
        return new Row(by, name, split, Math.toIntExact(passed), outcomes.size());
    }

    private static List<Failed> failed(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.split() == ScenarioSplit.DEV && !outcome.passed())
                .map(outcome ->
                        new Failed(
                                outcome.scenario().id(),
                                outcome.scenario().shows(),
                                outcome.failures()))
                .toList();
    }

    /** The rates as tables, for people: in percent, with a column for each split. */
    public List<ReportTable> tables() {
        return List.of(
                table(title() + ", %, by class", Set.of(ALL, CLASS)),
                table(title() + ", %, by language", Set.of(LANGUAGE)));
    }

    private String title() {
        return "Scenarios that pass" + (rulings == null ? "" : " with " + rulings.given());
    }

    /** No real model rules as well as an oracle. */
    private Stream<String> columns(String split) {
        return Stream.of(split, rulings == StepRulings.ORACLE ? "% at best" : "%");
    }

    private ReportTable table(String title, Set<String> by) {
        List<Row> shown = rows.stream().filter(row -> by.contains(row.by())).toList();
        Set<String> splits = rows.stream().map(Row::split).collect(ordered());
        List<ReportTable.Row> lines =
                shown.stream().map(Row::name).collect(ordered()).stream()
                        .map(name -> new ReportTable.Row(name, cells(name, shown, splits)))
                        .toList();
        return new ReportTable(title, splits.stream().flatMap(this::columns).toList(), lines);
    }

    private static Collector<String, ?, Set<String>> ordered() {
        return Collectors.toCollection(LinkedHashSet::new);
    }

    private static List<String> cells(String name, List<Row> rows, Set<String> splits) {
        List<String> cells = new ArrayList<>();
        for (String split : splits) {
            rows.stream()
                    .filter(row -> row.name().equals(name) && row.split().equals(split))
                    .findFirst()
                    .ifPresentOrElse(
                            row -> {
                                cells.add("%d/%d".formatted(row.passed(), row.scenarios()));
                                cells.add(String.format(Locale.ROOT, "%.1f", 100 * row.rate()));
                            },
                            () -> cells.addAll(List.of("-", "-")));
        }
        return cells;
    }

    /** All of it on one line of JSON. */
    public String json() {
        return Json.write(this);
    }
}
