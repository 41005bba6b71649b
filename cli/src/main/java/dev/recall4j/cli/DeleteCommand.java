package dev.recall4j.cli;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.wire.MemoryForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Objects;

/** {@code delete}. */
@Command(
        name = "delete",
        description =
                "Retracts a memory: it is not recalled any more, but stays readable by its id.")
final class DeleteCommand extends Action {

    @Parameters(paramLabel = "ID", description = "The memory's id.")
    private @Nullable MemoryId id;

    @Override
    int run() {
        Memory memory = memories().delete(Objects.requireNonNull(id));
        answer(MemoryForm.of(memory), () -> lines().print("Retracted " + memory.id()));
        return DONE;
    }
}
