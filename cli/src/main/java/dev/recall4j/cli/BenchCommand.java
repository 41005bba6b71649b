package dev.recall4j.cli;

import dev.recall4j.Gathering;
import dev.recall4j.Memories;
import dev.recall4j.Weights;
import dev.recall4j.local.JtokkitTokens;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Signal;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.quality.ConversationLines;
import dev.recall4j.quality.DataSet;
import dev.recall4j.quality.LocomoFile;
import dev.recall4j.quality.ObservationModel;
import dev.recall4j.quality.QualityReport;
import dev.recall4j.quality.QualityRun;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = Recall4jCommand.WIDTH,
        subcommands = ScenariosCommand.class,
        description = {
            "Measures how well recall finds the evidence, on conversations with known answers.",
            "Remembers the conversations in a directory of its own that is removed afterwards, each under a"
                    + " user of its id, and asks the questions as they stand. The same data and settings give"
                    + " the same figures, apart from the timings. If a result is of another conversation, the"
                    + " exit code is 5."
        })
final class BenchCommand implements Callable<Integer> {

    @ParentCommand private @Nullable Recall4jCommand parent;

    // Neither of the two is required in picocli's way: that would ask for them before a subcommand,
    // too.
    @Parameters(
            paramLabel = "FORMAT",
            arity = "0..1",
            completionCandidates = Choices.DataFormats.class,
            description =
                    "What the data set looks like: locomo for the LoCoMo benchmark's, conversations for JSON"
                            + " Lines as docs/quality-data.md has them.")
    private @Nullable Format format;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The data set. It and FORMAT are needed without a command.")
    private String data = "";

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            completionCandidates = Choices.Modes.class,
            description = "How turns become memories: verbatim or local. Default: verbatim.")
    private ExtractionMode mode = ExtractionMode.VERBATIM;

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description = "What makes the vectors. Default: the embedder that comes with recall4j.")
    private @Nullable String embedder;

    @Option(
            names = "--tuned",
            paramLabel = "ID",
            split = ",",
            description =
                    "Conversations that settings were tuned on, with commas between them; they and the others"
                            + " are then reported one by one, too.")
    private Set<String> tuned = Set.of();

    @Option(
            names = "--without",
            paramLabel = "SIGNAL",
            completionCandidates = Choices.Signals.class,
            description =
                    "Switch a signal off: ${COMPLETION-CANDIDATES}. May be repeated. Default: none is off.")
    private List<Signal> without = List.of();

    @Option(
            names = "--observations",
            description =
                    "Let the facts that come with the file stand in for a language model, in mode model.")
    private boolean observations;

    @Option(
            names = "--turns-per-add",
            paramLabel = "N",
            description =
                    "Add sessions in pieces of N turns, as a chat does. Default: one add a session.")
    private int turnsPerAdd = QualityRun.Pieces.SESSIONS.turns();

    @Option(
            names = "--deferred",
            description =
                    "Defer the adds, so that one call of the model serves those of 20 turns, or of the rest of"
                            + " a session.")
    private boolean deferred;

    @Mixin private final DecayOptions fading = new DecayOptions();

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description =
                    "What time it is when questions are asked. Default: now; with --half-life, all memories of an"
                            + " old data set are then old.")
    private @Nullable ZonedDateTime now;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where to write report.json and report.html. Default: nowhere.")
    private @Nullable Path report;

    @Option(
            names = Action.JSON,
            description = "Answer in JSON on standard output, errors in JSON on standard error.")
    private boolean json;

    /** What stands in for a language model. */
    private @Nullable ObservationModel model;

    /** What a data set looks like. */
    enum Format {
        LOCOMO,
        CONVERSATIONS
    }

    @Override
    public Integer call() {
        if (format == null || data.isEmpty()) {
            throw new InvalidRequestException(
                    "There is no data set to measure on; give its format and its file, such as: bench locomo --data FILE, or play: bench scenarios.");
        }
        DataSet dataSet = dataSet(format);
        if (report != null) {
            write(report, Files::createDirectories);
        }
        QualityReport measured = measured(dataSet);
        if (report != null) {
            write(report.resolve("report.json"), f -> Files.writeString(f, measured.json() + "\n"));
            write(report.resolve("report.html"), f -> Files.writeString(f, measured.html()));
        }
        answer(measured);
        return measured.foreignItems() == 0 ? Action.DONE : ErrorCode.DAMAGED.exitCode();
    }

    private void answer(QualityReport measured) {
        if (json) {
            console().out().println(measured.json());
        } else {
            new ReportLines(new Lines(console().out(), console().colours())).print(measured);
        }
    }

    private DataSet dataSet(Format format) {
        // The way to the file is no part of what is measured.
        String name = data.equals(Input.STANDARD) ? "standard input" : new File(data).getName();
        try (InputStream in = Input.open(data, console().in())) {
            return switch (format) {
                case LOCOMO -> dataSet(LocomoFile.read(in), name);
                case CONVERSATIONS -> ConversationLines.read(name, in);
            };
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE, "The data set cannot be closed.", e);
        }
    }

    private DataSet dataSet(LocomoFile file, String name) {
        if (observations) {
            model = file.observations(new JtokkitTokens());
        }
        return file.toDataSet(name);
    }

    private QualityRun.Settings settings() {
        return new QualityRun.Settings(
                Version.number(),
                mode,
                new JtokkitTokens(),
                tuned,
                changes(),
                new QualityRun.Pieces(turnsPerAdd, deferred));
    }

    /** In words, for the report. */
    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        without.forEach(signal -> changes.add("without " + signal.code()));
        fading.inWords().ifPresent(changes::add);
        if (turnsPerAdd != QualityRun.Pieces.SESSIONS.turns()) {
            changes.add("%,d turns an add".formatted(turnsPerAdd));
        }
        if (deferred) {
            changes.add("adds deferred");
        }
        if (now != null) {
            changes.add("at " + now.toInstant());
        }
        return changes;
    }

    private Opening.Settings opening() {
        Weights weights = Weights.defaults();
        for (Signal signal : without) {
            weights = weights.without(signal);
        }
        Clock clock =
                now == null ? Clock.systemUTC() : Clock.fixed(now.toInstant(), ZoneOffset.UTC);
        return new Opening.Settings(
                Opening.EmbedderChoice.named(embedder),
                model,
                weights,
                fading.decay(),
                Gathering.onlyWhenAsked(),
                clock);
    }

    private ModelUse used() {
        return model == null ? ModelUse.NONE : model.use();
    }

    private QualityReport measured(DataSet dataSet) {
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                Memories memories = recall4j().opening().open(directory.path(), opening())) {
            QualityRun run = new QualityRun(dataSet, settings(), memories, this::used);
            try (Progress progress = Progress.on(console(), "adding", dataSet.utterances())) {
                run.add(turns -> progress.at(turns, "%,d turns".formatted(turns)));
            }
            try (Progress progress = Progress.on(console(), "asking", dataSet.questions())) {
                run.ask(questions -> progress.at(questions, "%,d questions".formatted(questions)));
            }
            return run.report();
        }
    }

    private interface Writing {
        Path to(Path place) throws IOException;
    }

    private static void write(Path place, Writing writing) {
        try {
            writing.to(place);
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "%s cannot be written; give another directory with --report, or make room."
                            .formatted(place),
                    e);
        }
    }

    Recall4jCommand recall4j() {
        return Objects.requireNonNull(parent);
    }

    private Console console() {
        return recall4j().console();
    }
}
