package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.wire.MemoryForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;

/** {@code get}. */
@Command(
        name = "get",
        description = "Shows a memory, whatever its status, and the turns it came from.")
final class GetCommand extends Action {

    @Parameters(paramLabel = "ID", description = "The memory's id.")
    private @Nullable MemoryId id;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "The memory as it was known at a time, such as 2024-05-08. Default: now.")
    private @Nullable ZonedDateTime knownAt;

    @Override
    int run() {
        MemoryId wanted = Objects.requireNonNull(id);
        Memory memory =
                found(wanted)
                        .orElseThrow(() ->
                                new InvalidRequestException(
                                        ErrorCode.NOT_FOUND,
                                        "There is no memory %s in tenant %s; list shows those there are."
                                                .formatted(wanted, tenant().id())));
        answer(MemoryForm.of(memory), () -> show(memory));
        return DONE;
    }

    private Optional<Memory> found(MemoryId wanted) {
        return knownAt == null
                ? memories().get(wanted)
                : memories().get(wanted, knownAt.toInstant());
    }

    private void show(Memory memory) {
        Lines lines = lines();
        lines.memory(memory);
        lines.note("  " + ScopeOptions.inWords(memory.scope()));
        if (memory.supersededBy() != null) {
            lines.note("  superseded by " + memory.supersededBy());
        }
        memory.provenance().sources().forEach(source -> lines.source("  ", source));
    }
}
