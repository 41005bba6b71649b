package dev.recall4j.cli;

import dev.recall4j.langchain4j.ModelTrial;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.wire.ExtractedForm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code extract}. */
@Command(
        name = "extract",
        description = {
            "Extracts what was kept with add --later, or while a model was down, of all tenants.",
            "If turns of this tenant still wait, the configured models are tried to say why, and the exit"
                    + " code is 4."
        })
final class ExtractCommand extends Action {

    // There is nothing else to extract yet; a word that says what is done all the same.
    @Option(names = "--pending", required = true, description = "What waits.")
    private boolean pending;

    @Override
    Needs needs() {
        return Needs.EMBEDDER_AND_CHAT;
    }

    /** All that waits is left to this command, which counts it. */
    @Override
    Opening.Settings settings() {
        return super.settings().withoutCatchingUp();
    }

    @Override
    int run() {
        int completed = memories().extractPending();
        long waiting = memories().stats().pendingTurns();
        ExtractedForm done =
                new ExtractedForm(completed, waiting, waiting == 0 ? null : whyWaiting());
        answer(done, () -> show(done));
        return waiting == 0 ? DONE : ErrorCode.MODEL_UNAVAILABLE.exitCode();
    }

    private String whyWaiting() {
        if (models().chat().isEmpty()) {
            return "no language model is configured; " + ConfiguredModels.HOW;
        }
        ModelTrial trial = ModelTrial.of(models().chat().orElseThrow());
        return trial.works()
                ? "%s works now; run this again. If it waits still, the answers cannot be used: the warnings say why"
                        .formatted(trial.model())
                : "%s: %s".formatted(trial.model(), trial.finding());
    }

    private void show(ExtractedForm done) {
        lines().print(
                        "Completed %s; %s"
                                .formatted(
                                        Lines.count(done.completed(), "add", "adds"),
                                        done.waiting() == 0
                                                ? "nothing waits"
                                                : Lines.count(
                                                        done.waiting(),
                                                        "turn still waits",
                                                        "turns still wait")));
        if (done.reason() != null) {
            lines().paragraph("Why: " + Lines.oneLine(done.reason()));
        }
    }
}
