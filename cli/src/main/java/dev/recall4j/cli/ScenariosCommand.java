package dev.recall4j.cli;

import dev.recall4j.Gathering;
import dev.recall4j.Memories;
import dev.recall4j.Weights;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.quality.ReportTable;
import dev.recall4j.quality.ScenarioReport;
import dev.recall4j.quality.ScenarioRun;
import dev.recall4j.quality.ScenarioSplit;
import dev.recall4j.quality.ScenarioSuite;
import dev.recall4j.quality.StepClock;
import dev.recall4j.quality.StepModel;
import dev.recall4j.quality.StepRulings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code bench scenarios}. */
@Command(
        name = "scenarios",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = Recall4jCommand.WIDTH,
        description = {
            "Measures how well memories are kept true over time, on scenarios that come with Recall4j.",
            "Plays short dated conversations in a directory of its own that is removed afterwards, and looks"
                    + " after every step whether memory is as it must be: what is true now, what no more, and"
                    + " what was true at other times. A scenario passes if all its steps do. See"
                    + " docs/scenarios.md."
        })
final class ScenariosCommand implements Callable<Integer> {

    private static final String RULINGS = "--rulings";

    @ParentCommand private @Nullable BenchCommand parent;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            completionCandidates = Choices.Splits.class,
            description =
                    "Only one half: dev, whose failures may be looked at, or held-out. Default: both.")
    private @Nullable ScenarioSplit split;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            completionCandidates = Choices.Modes.class,
            description =
                    "How turns become memories: verbatim, local, or model, with the facts that come with the"
                            + " scenarios in place of a language model's. Default: local.")
    private ExtractionMode mode = ExtractionMode.LOCAL;

    @Option(
            names = RULINGS,
            paramLabel = "RULINGS",
            completionCandidates = Choices.Rulings.class,
            description =
                    "In mode model, who rules on statements that rules leave open: none, or oracle, which knows what"
                            + " each step expects and so shows what perfect rulings would give, not what a real"
                            + " model does. Default: none.")
    private @Nullable StepRulings rulings;

    @Option(
            names = "--failures",
            description = "Tell also what failed, of dev: what was expected and what was found.")
    private boolean failures;

    @Option(
            names = Action.JSON,
            description = "Answer in JSON on standard output, errors in JSON on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        if (rulings != null && mode != ExtractionMode.MODEL) {
            throw new InvalidRequestException(
                    "Only a model rules, and the mode is %s; add --mode model, or leave out %s."
                            .formatted(Choices.name(mode), RULINGS));
        }
        ScenarioReport report = played();
        if (json) {
            console().out().println(report.json());
        } else {
            print(report);
        }
        return Action.DONE;
    }

    private ScenarioReport played() {
        Set<ScenarioSplit> splits =
                split == null ? EnumSet.allOf(ScenarioSplit.class) : EnumSet.of(split);
        ScenarioSuite suite = ScenarioSuite.load(splits);
        StepClock clock = new StepClock();
        StepModel model = new StepModel(rulings == null ? StepRulings.NONE : rulings);
        Opening.Settings opening =
                new Opening.Settings(
                        Opening.EmbedderChoice.named(null),
                        model,
                        Weights.defaults(),
                        null,
                        Gathering.onlyWhenAsked(),
                        clock);
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                Memories memories = recall4j().opening().open(directory.path(), opening);
                Progress progress = Progress.on(console(), "playing", suite.size())) {
            return new ScenarioRun(
                            suite,
                            new ScenarioRun.Settings(Version.number(), mode),
                            clock,
                            model,
                            memories)
                    .run(played -> progress.at(played, "%,d scenarios".formatted(played)));
        }
    }

    private void print(ScenarioReport report) {
        Lines lines = new Lines(console().out(), console().colours());
        lines.paragraph(
                "recall4j %s, mode %s, embedder %s"
                        .formatted(report.version(), report.mode(), report.embedder()));
        for (ReportTable table : report.tables()) {
            lines.print("");
            TableLines.print(lines, table);
        }
        if (failures) {
            report.failed().forEach(failed -> print(lines, failed));
        }
    }

    private static void print(Lines lines, ScenarioReport.Failed failed) {
        lines.print("");
        lines.heading(failed.id());
        lines.paragraph(failed.shows());
        for (ScenarioReport.Failure failure : failed.failures()) {
            String step = "step %d".formatted(failure.step());
            failure.misses().forEach(miss -> lines.statement(step, miss));
            failure.found().forEach(found -> lines.statement("  found", found));
        }
    }

    private Recall4jCommand recall4j() {
        return Objects.requireNonNull(parent).recall4j();
    }

    private Console console() {
        return recall4j().console();
    }
}
