package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.wire.HistoryForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Objects;

/** {@code history}. */
@Command(name = "history", description = "Shows what happened to a memory, oldest first.")
final class HistoryCommand extends Action {

    @Parameters(paramLabel = "ID", description = "The memory's id.")
    private @Nullable MemoryId id;

    @Override
    int run() {
        MemoryId wanted = Objects.requireNonNull(id);
        List<HistoryEntry> entries = memories().history(wanted);
        if (entries.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_FOUND,
                    "There never was a memory %s in tenant %s; list shows those there are."
                            .formatted(wanted, tenant().id()));
        }
        answer(HistoryForm.of(wanted, entries), () -> entries.forEach(lines()::history));
        return DONE;
    }
}
