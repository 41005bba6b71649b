package dev.recall4j.cli;

import dev.recall4j.model.Erasure;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.wire.ErasureForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code erase}. */
@Command(
        name = "erase",
        description = "Removes a memory, or all of a scope, for good: no byte of it is left.")
final class EraseCommand extends Action {

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Mixin private final Confirmation confirmation = new Confirmation();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The id of a memory, instead of a scope.")
    private @Nullable MemoryId id;

    @Override
    int run() {
        Erasure erasure = id == null ? ofScope(whose.scope()) : ofMemory(id);
        answer(ErasureForm.of(erasure), () -> lines().erased(erasure));
        return DONE;
    }

    private Erasure ofScope(Scope scope) {
        confirm(ScopeOptions.inWords(scope));
        return memories().erase(scope);
    }

    private Erasure ofMemory(MemoryId memory) {
        if (!whose.none()) {
            throw new InvalidRequestException(
                    "Both a memory and a scope are given; erase one or the other.");
        }
        confirm("memory " + memory);
        return memories().erase(memory);
    }

    private void confirm(String what) {
        confirmation.require(
                console(),
                "Erase %s in tenant %s for good, with the turns behind it?"
                        .formatted(what, tenant().id()));
    }
}
