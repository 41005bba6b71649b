package dev.recall4j.cli;

import dev.recall4j.model.Context;
import dev.recall4j.model.Superseded;
import dev.recall4j.wire.ContextForm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code context}. */
@Command(
        name = "context",
        description =
                "Packs the memories that answer a question into a token budget, ready for a prompt.")
final class ContextCommand extends Action {

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Parameters(paramLabel = "QUERY", description = "What is asked, in any words.")
    private String query = "";

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "At most so many tokens. Default: ${DEFAULT-VALUE}.")
    private int tokens = 500;

    @Option(
            names = "--superseded",
            paramLabel = "HOW",
            completionCandidates = Choices.OfSuperseded.class,
            description =
                    "What to make of superseded memories: leave-out, demote or include. Default:"
                            + " leave-out.")
    private Superseded superseded = Superseded.LEAVE_OUT;

    @Mixin private final DecayOptions fading = new DecayOptions();

    @Override
    Needs needs() {
        return Needs.EMBEDDER;
    }

    @Override
    Opening.Settings settings() {
        return super.settings().withDecay(fading.decay());
    }

    @Override
    int run() {
        Context context = memories().context(whose.scope(), query, tokens, superseded);
        answer(ContextForm.of(context), () -> show(context));
        return DONE;
    }

    /** The text alone goes to standard output, so that it can be piped into a prompt. */
    private void show(Context context) {
        Lines notes = new Lines(console().err(), false);
        if (context.text().isEmpty()) {
            notes.print("Nothing to put into a prompt.");
        } else {
            console().out().println(context.text());
            notes.print(counts(context));
        }
        notes.reasons(context.reasons());
    }

    private static String counts(Context context) {
        long turns = context.lines().stream().filter(line -> line.turn() != null).count();
        String counts =
                "%s, %s"
                        .formatted(
                                Lines.count(context.tokens(), "token", "tokens"),
                                Lines.count(context.lines().size() - turns, "memory", "memories"));
        return turns == 0
                ? counts
                : counts + ", %s beside them".formatted(Lines.count(turns, "turn", "turns"));
    }
}
