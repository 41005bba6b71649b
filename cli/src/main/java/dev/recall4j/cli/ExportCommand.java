package dev.recall4j.cli;

import dev.recall4j.Memories;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.wire.ExportWriter;
import dev.recall4j.wire.ExportedForm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code export}. */
@Command(
        name = "export",
        description = {
            "Writes everything the tenant holds as JSON Lines.",
            "Turns, memories and history come back from it unchanged with restore."
        })
final class ExportCommand extends Action {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description =
                    "The file to write; a file of that name is replaced when the export is complete. Default: standard output.")
    private String file = Input.STANDARD;

    @Override
    int run() {
        Memories memories = memories();
        if (file.equals(Input.STANDARD)) {
            write(memories, console().out());
            return DONE;
        }
        long records = toFile(memories, Path.of(file).toAbsolutePath());
        answer(
                new ExportedForm(records),
                () ->
                        lines().print(
                                        "Exported %s to %s"
                                                .formatted(
                                                        Lines.count(records, "record", "records"),
                                                        file)));
        return DONE;
    }

    private static long toFile(Memories memories, Path target) {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            long records;
            try (PrintWriter out =
                    new PrintWriter(Files.newBufferedWriter(partial, StandardCharsets.UTF_8))) {
                records = write(memories, out);
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
            return records;
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "The file %s cannot be written; is its directory there, and the disk not full?"
                            .formatted(target),
                    e);
        }
    }

    private static long write(Memories memories, PrintWriter out) {
        ExportWriter writer = new ExportWriter(line -> out.print(line + "\n"));
        memories.export(writer);
        writer.finish();
        out.flush();
        if (out.checkError()) {
            throw new UnavailableException(
                    "The export could not be written to its end; is the disk full, or the pipe closed?");
        }
        return writer.records();
    }
}
