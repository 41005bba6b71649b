package dev.recall4j.cli;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.TurnId;
import dev.recall4j.wire.RetractionForm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** {@code retract}. */
@Command(
        name = "retract",
        description = {
            "Takes back all that came of one source. Memories that rest on nothing else are retracted, those"
                    + " that rest on other turns too stay with these only, and its turns are not shown any"
                    + " more.",
        })
final class RetractCommand extends Action {

    private static final String IMPORT = "import:";

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Mixin private final Confirmation confirmation = new Confirmation();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            required = true,
            description =
                    "A turn's id, as explain shows it; with --user or the like, the id it was given by who"
                            + " added it; or import:NAME for all that an import brought, by its --name or"
                            + " else the name of its file.")
    private String source = "";

    @Option(names = "--dry-run", description = "Change nothing, and show what would be retracted.")
    private boolean dryRun;

    @Override
    int run() {
        Origin origin = origin();
        Retraction retraction = dryRun ? memories().wouldRetract(origin) : retracted(origin);
        answer(RetractionForm.of(retraction, dryRun), () -> show(retraction));
        return DONE;
    }

    private Origin origin() {
        boolean ofImport = source.startsWith(IMPORT);
        if (whose.none()) {
            return ofImport
                    ? new Origin.OfImport(source.substring(IMPORT.length()))
                    : new Origin.OfTurn(new TurnId(source));
        }
        if (ofImport) {
            throw new InvalidRequestException(
                    "An import is taken back in all scopes it brought turns to; leave out --user and the other ids, or name one of its turns.");
        }
        return new Origin.OfExternalId(whose.scope(), source);
    }

    private Retraction retracted(Origin origin) {
        confirmation.require(
                console(),
                "Take back all that came of %s in tenant %s?"
                        .formatted(Lines.oneLine(source), tenant().id()));
        return memories().retractSource(origin);
    }

    private void show(Retraction retraction) {
        lines().print(
                        "%s %s of %s"
                                .formatted(
                                        dryRun ? "Would retract" : "Retracted",
                                        count(retraction.retracted()),
                                        Lines.count(retraction.turns(), "turn", "turns")));
        showAll(retraction.retracted());
        if (!retraction.kept().isEmpty()) {
            lines().print(count(retraction.kept()) + " kept, with other sources");
            showAll(retraction.kept());
        }
    }

    private static String count(List<MemoryId> memories) {
        return Lines.count(memories.size(), "memory", "memories");
    }

    private void showAll(List<MemoryId> memories) {
        memories.forEach(id -> memories().get(id).ifPresent(lines()::memory));
    }
}
