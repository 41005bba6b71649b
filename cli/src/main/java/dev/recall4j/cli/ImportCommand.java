package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Origin;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.wire.ImportForm;
import dev.recall4j.wire.ImportForm.BadLine;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** {@code import}. */
@Command(
        name = "import",
        description = {
            "Remembers the turns of a file.",
            "A file of JSON Lines has one turn on each line, with the keys content, and optionally role"
                    + " (user, assistant, system, tool), name, time (ISO-8601, in UTC if no zone is given),"
                    + " id, metadata, and user, agent, app, run where they are not those of the options.",
            "Running it again goes on where it was broken off, and adds nothing twice. Lines that are no"
                    + " turn are reported by number and passed over, and so are turns whose id another text"
                    + " had before; the others are kept, and the exit code is 2. A file that begins with several such lines is not imported.",
            "With --mode procedure, lines that follow each other and have the same user, agent, app and run"
                    + " are the work on one task."
        })
final class ImportCommand extends Action {

    private static final int BAD_LINES_SHOWN = 20;

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Mixin private final TurnOptions turnOptions = new TurnOptions();

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file = Input.STANDARD;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Choices.Formats.class,
            description = "jsonl, or locomo for a file of the LoCoMo benchmark. Default: jsonl.")
    private Format format = Format.JSONL;

    @Option(
            names = "--conversation",
            paramLabel = "ID",
            description =
                    "Which conversation of a LoCoMo file. Default: all. Each is kept under a user of its id,"
                            + " unless --user is given.")
    private @Nullable String conversation;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "What to call this import: each turn that has no such entry gets it as metadata 'import',"
                            + " and retract --source import:NAME takes them back. Default: the file's"
                            + " name; none for standard input.")
    private @Nullable String name;

    private long badLinesShown;

    /** What a file looks like. */
    enum Format {
        JSONL,
        LOCOMO
    }

    @Override
    boolean mayBeFirst() {
        return true;
    }

    @Override
    Needs needs() {
        return turnOptions.needs();
    }

    @Override
    int run() {
        ImportForm done = imported();
        answer(done, () -> show(done));
        return done.badLines() == 0 && done.idReused() == 0
                ? DONE
                : ErrorCode.INVALID_REQUEST.exitCode();
    }

    private ImportForm imported() {
        try (BufferedInputStream in = Input.open(file, console().in())) {
            TurnSource source = source(in);
            try (Progress progress = Progress.on(console(), "import", source.size())) {
                return new Importer(
                                this::memories,
                                turnOptions.mode(models()),
                                turnOptions.at(),
                                imported(name()),
                                progress,
                                this::showBadLine)
                        .run(source);
            }
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE, "The input cannot be read or closed.", e);
        }
    }

    private @Nullable String name() {
        if (name != null || file.equals(Input.STANDARD)) {
            return name;
        }
        Path last = Path.of(file).getFileName();
        return last == null ? null : last.toString();
    }

    private static Metadata imported(@Nullable String name) {
        return name == null
                ? Metadata.EMPTY
                : Metadata.of(Origin.IMPORT, new Origin.OfImport(name).name());
    }

    private TurnSource source(BufferedInputStream in) throws IOException {
        if (conversation != null && format != Format.LOCOMO) {
            throw new InvalidRequestException(
                    "--conversation is for --format locomo; leave it out, or give the format.");
        }
        return switch (format) {
            case JSONL -> {
                JsonlTurns.requireWhose(in, whose);
                yield new JsonlTurns(in, whose, Input.size(file));
            }
            case LOCOMO -> new LocomoTurns(in, whose, conversation);
        };
    }

    private void showBadLine(BadLine line) {
        badLinesShown++;
        if (badLinesShown <= BAD_LINES_SHOWN) {
            console()
                    .err()
                    .println("line %,d: %s".formatted(line.line(), Lines.oneLine(line.message())));
        } else if (badLinesShown == BAD_LINES_SHOWN + 1) {
            console().err().println("More lines are passed over; the summary counts them.");
        }
    }

    private void show(ImportForm done) {
        lines().print(
                        "Imported %s: %s, %,d stated again"
                                .formatted(
                                        Lines.count(done.turns(), "turn", "turns"),
                                        Lines.count(done.memories(), "new memory", "new memories"),
                                        done.reinforced()));
        if (done.alreadyHeard() > 0) {
            lines().print(
                            Lines.count(done.alreadyHeard(), "turn was", "turns were")
                                    + " there already");
        }
        if (done.idReused() > 0) {
            lines().print(
                            Lines.count(done.idReused(), "turn was", "turns were")
                                    + " passed over: a turn with another text had the id before");
        }
        if (done.badLines() > 0) {
            lines().print(Lines.count(done.badLines(), "line was", "lines were") + " passed over");
        }
        noteWaiting();
    }
}
