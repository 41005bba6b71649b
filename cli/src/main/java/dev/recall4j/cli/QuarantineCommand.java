package dev.recall4j.cli;

import dev.recall4j.model.Added;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Held;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Page;
import dev.recall4j.model.Reason;
import dev.recall4j.model.TurnId;
import dev.recall4j.wire.AddedForm;
import dev.recall4j.wire.HeldForm;
import dev.recall4j.wire.RejectedForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code quarantine}. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpWidth = Recall4jCommand.WIDTH,
        subcommands = {
            QuarantineCommand.ListHeld.class,
            QuarantineCommand.Accept.class,
            QuarantineCommand.Reject.class
        },
        description =
                "Statements that wait for a person: those that failed a check, and those of add --review."
                        + " Nothing recalls them.")
final class QuarantineCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Give a command: list, accept or reject.");
    }

    /** {@code quarantine list}. */
    @Command(
            name = "list",
            description = "Lists what is held, page by page: why, the statement, and its words.")
    static final class ListHeld extends Action {

        @Mixin private final ScopeOptions whose = new ScopeOptions();

        @Option(
                names = "--cursor",
                paramLabel = "CURSOR",
                description = "Where the page before ended.")
        private @Nullable String cursor;

        @Override
        int run() {
            Page<Held> page = memories().held(whose.scope(), cursor);
            answer(HeldForm.HeldPage.of(page), () -> show(page));
            return DONE;
        }

        private void show(Page<Held> page) {
            page.items().forEach(lines()::held);
            if (page.items().isEmpty()) {
                lines().print("Nothing is held.");
            }
            page.next().ifPresent(next -> lines().note("More: --cursor " + next));
        }
    }

    /** {@code quarantine accept}. */
    @Command(
            name = "accept",
            description =
                    "Believes what is held: it is judged like anything else, against what is known now.")
    static final class Accept extends Action {

        @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids that list shows.")
        private List<MemoryId> ids = List.of();

        @Override
        Needs needs() {
            return Needs.EMBEDDER_AND_CHAT;
        }

        @Override
        int run() {
            List<TurnId> turns = new ArrayList<>();
            List<Decision> decisions = new ArrayList<>();
            List<Reason> reasons = new ArrayList<>();
            ModelUse use = ModelUse.NONE;
            for (MemoryId id : ids) {
                Added added = memories().accept(id);
                turns.addAll(added.turns());
                decisions.addAll(added.decisions());
                reasons.addAll(added.reasons());
                use = use.plus(added.use());
            }
            answer(
                    AddedForm.of(new Added(turns, decisions, reasons, use)),
                    () -> {
                        new DecisionLines(lines()).done(decisions);
                        lines().reasons(reasons);
                    });
            return DONE;
        }
    }

    /** {@code quarantine reject}. */
    @Command(name = "reject", description = "Drops what is held. The turns it was drawn from stay.")
    static final class Reject extends Action {

        @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids that list shows.")
        private List<MemoryId> ids = List.of();

        @Override
        int run() {
            ids.forEach(memories()::reject);
            answer(
                    new RejectedForm(ids.stream().map(MemoryId::value).toList()),
                    () -> ids.forEach(id -> lines().print("Rejected " + id)));
            return DONE;
        }
    }
}
