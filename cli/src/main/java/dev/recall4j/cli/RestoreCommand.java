package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Restored;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.wire.ExportReader;
import dev.recall4j.wire.RestoredForm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;

/** {@code restore}. */
@Command(
        name = "restore",
        description = {
            "Takes in what export wrote, into this tenant.",
            "What is here already is left as it is; restoring twice does no harm. What was erased here stays"
                    + " erased. What another tenant of this data directory has is refused: a tenant is copied"
                    + " into a data directory of its own."
        })
final class RestoreCommand extends Action {

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file = Input.STANDARD;

    @Override
    boolean mayBeFirst() {
        return true;
    }

    @Override
    Needs needs() {
        return Needs.EMBEDDER;
    }

    @Override
    int run() {
        Restored restored = restored();
        answer(
                RestoredForm.of(restored),
                () ->
                        lines().print(
                                        "Restored %s; left out, since here already or erased: %,d"
                                                .formatted(
                                                        records(restored.taken()),
                                                        restored.skipped())));
        return DONE;
    }

    private static String records(long number) {
        return Lines.count(number, "record", "records");
    }

    private Restored restored() {
        try (InputStream in = Input.open(file, console().in())) {
            ExportReader reader = new ExportReader(in);
            // Refuses what is malformed from its start before anything is opened.
            var unused = reader.hasNext();
            try (Progress progress = Progress.on(console(), "restore", Input.size(file))) {
                return memories()
                        .restore(reader, done -> progress.at(reader.bytes(), records(done)));
            }
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE, "The input cannot be closed.", e);
        }
    }
}
