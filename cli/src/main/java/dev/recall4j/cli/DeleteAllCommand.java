package dev.recall4j.cli;

import dev.recall4j.model.Scope;
import dev.recall4j.wire.DeletedForm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code delete-all}. */
@Command(name = "delete-all", description = "Retracts every memory of a scope.")
final class DeleteAllCommand extends Action {

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Mixin private final Confirmation confirmation = new Confirmation();

    @Override
    int run() {
        Scope scope = whose.scope();
        confirmation.require(
                console(),
                "Retract every memory of %s in tenant %s?"
                        .formatted(ScopeOptions.inWords(scope), tenant().id()));
        long deleted = memories().deleteAll(scope);
        answer(
                new DeletedForm(deleted),
                () -> lines().print("Retracted " + Lines.count(deleted, "memory", "memories")));
        return DONE;
    }
}
