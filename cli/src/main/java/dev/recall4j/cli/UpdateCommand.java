package dev.recall4j.cli;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Metadata;
import dev.recall4j.wire.MemoryForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;

/** {@code update}. */
@Command(
        name = "update",
        description =
                "Changes a memory: only what is given. With a new text goes what was drawn from the old one:"
                        + " dates, and categories that the extractor found.")
final class UpdateCommand extends Action {

    @Parameters(paramLabel = "ID", description = "The memory's id.")
    private @Nullable MemoryId id;

    @Option(names = "--text", paramLabel = "TEXT", description = "The new statement.")
    private @Nullable String text;

    @Option(
            names = "--metadata",
            paramLabel = "JSON",
            description = "The new metadata, in place of the old.")
    private @Nullable Metadata metadata;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            split = ",",
            description =
                    "The new category, in place of all old ones; several with commas, or repeated.")
    private @Nullable Set<String> categories;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "From when on it is not recalled.")
    private @Nullable ZonedDateTime expires;

    @Option(names = "--no-expiry", description = "It never expires.")
    private boolean noExpiry;

    @Override
    Needs needs() {
        return Needs.EMBEDDER;
    }

    @Override
    int run() {
        Memory memory =
                memories()
                        .update(
                                Objects.requireNonNull(id),
                                new MemoryUpdate(
                                        text,
                                        null,
                                        metadata,
                                        categories,
                                        expires == null ? null : expires.toInstant(),
                                        noExpiry));
        answer(MemoryForm.of(memory), () -> lines().memory(memory));
        return DONE;
    }
}
