package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Filter;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Order;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.Role;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Status;
import dev.recall4j.model.Superseded;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.quality.ScenarioSplit;
import dev.recall4j.quality.StepRulings;
import dev.recall4j.wire.FilterJson;
import dev.recall4j.wire.MetadataJson;
import dev.recall4j.wire.SaidAt;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.function.Function;

/** The command without a word behind it. */
@Command(
        name = Recall4jCommand.NAME,
        description = "Memory for AI agents: remembers conversations and recalls what matters.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpWidth = Recall4jCommand.WIDTH,
        subcommands = {
            DemoCommand.class,
            ChatCommand.class,
            AddCommand.class,
            ApplyCommand.class,
            ImportCommand.class,
            SearchCommand.class,
            ContextCommand.class,
            ListCommand.class,
            GetCommand.class,
            UpdateCommand.class,
            HistoryCommand.class,
            ExplainCommand.class,
            DeleteCommand.class,
            DeleteAllCommand.class,
            RetractCommand.class,
            EraseCommand.class,
            EraseExpiredCommand.class,
            ExportCommand.class,
            RestoreCommand.class,
            QuarantineCommand.class,
            ExtractCommand.class,
            DoctorCommand.class,
            StatsCommand.class,
            CheckCommand.class,
            ReindexCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:invalid request: change it; of add also: another text had the id, and nothing was kept;"
                    + " of import also: some lines were passed over, the others were kept",
            "3:conflict: read again, then retry",
            "4:unavailable: a store or model is down or in use, or the result cannot be written; retry later",
            "5:damaged, or a bug: look"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  RECALL4J_HOME   data directory, if --data is not given",
            "  RECALL4J_JAVA   the java program to run, if not the newest one found",
            "  RECALL4J_CONFIG file of the language model and the embedder, if --config is not given",
            "  RECALL4J_CHAT_*, RECALL4J_EMBEDDING_*",
            "                  language model and embedder, such as RECALL4J_CHAT_PROVIDER and _MODEL;",
            "                  without them rules and the built-in embedder work, and no network is used",
            "  NO_COLOR        if set, no colours",
            "",
            "The commands add, apply, chat, import, restore and demo make the data directory if there is",
            "none, and doctor does without one. All others refuse to work on a directory that keeps no",
            "memories, with exit code 2 and, for --json, the error code not-found: a slip in its name is not",
            "taken for an empty memory.",
        })
final class Recall4jCommand implements Runnable {

    static final String NAME = "recall4j";

    /** Columns that help and results are laid out for. */
    static final int WIDTH = 100;

    private final Console console;
    private final Opening opening;

    @Spec private @Nullable CommandSpec spec;

    private Recall4jCommand(Console console, Opening opening) {
        this.console = console;
        this.opening = opening;
    }

    static CommandLine commandLine(Console console, Opening opening) {
        Failures failures = new Failures(console.err());
        return new CommandLine(new Recall4jCommand(console, opening))
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.colours() ? Ansi.ON : Ansi.OFF))
                .registerConverter(
                        ImportCommand.Format.class, Choices.converter(ImportCommand.Format.class))
                .registerConverter(
                        BenchCommand.Format.class, Choices.converter(BenchCommand.Format.class))
                .registerConverter(ExtractionMode.class, Choices.converter(ExtractionMode.class))
                .registerConverter(Order.class, Choices.converter(Order.class))
                .registerConverter(Role.class, Choices.converter(Role.class))
                .registerConverter(ScenarioSplit.class, Choices.converter(ScenarioSplit.class))
                .registerConverter(Signal.class, Choices.converter(Choices.WEIGHTED))
                .registerConverter(StepRulings.class, Choices.converter(StepRulings.class))
                .registerConverter(Duration.class, Periods::parse)
                .registerConverter(HalfLife.class, HalfLife::parse)
                .registerConverter(Status.class, Choices.converter(Status.class))
                .registerConverter(Superseded.class, Choices.converter(Superseded.class))
                .registerConverter(int.class, number("a whole number", Integer::valueOf))
                .registerConverter(double.class, number("a number", Double::valueOf))
                .registerConverter(Filter.class, refusing(FilterJson::parse))
                .registerConverter(Metadata.class, refusing(MetadataJson::parse))
                .registerConverter(MemoryId.class, refusing(MemoryId::of))
                .registerConverter(Tenant.class, refusing(Tenant::of))
                .registerConverter(ZonedDateTime.class, refusing(SaidAt::parse))
                .setExecutionStrategy(parsed -> executed(parsed, console))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** A result that did not get to who asked for it is no success. */
    private static int executed(ParseResult parsed, Console console) {
        int exitCode = new CommandLine.RunLast().execute(parsed);
        IOException failure = console.out().failure();
        if (failure != null) {
            String message =
                    "The command was carried out, but its result could not be written to standard output (%s); make room there, or send it elsewhere."
                            .formatted(failure.getMessage());
            throw new ExecutionException(
                    parsed.commandSpec().commandLine(),
                    message,
                    new UnavailableException(ErrorCode.STORE_UNAVAILABLE, message, failure));
        }
        return exitCode;
    }

    private static <T> ITypeConverter<T> refusing(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (RecallException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static <T extends Number> ITypeConverter<T> number(
            String kind, Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected %s, found '%s'".formatted(kind, text));
            }
        };
    }

    Console console() {
        return console;
    }

    Opening opening() {
        return opening;
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Give a command.");
    }
}
