package dev.recall4j.cli;

import dev.recall4j.langchain4j.ModelTrial;
import dev.recall4j.model.CheckReport;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.RecallException;
import dev.recall4j.wire.DoctorForm;
import dev.recall4j.wire.DoctorForm.Part;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.List;

/** {@code doctor}. */
@Command(
        name = "doctor",
        description = {
            "Tries what is configured, and looks at the data directory.",
            "A configured model is asked one constant question. If something that is configured does not"
                    + " work, the exit code is 4."
        })
final class DoctorCommand extends Action {

    @Override
    int run() {
        List<Part> parts = new ArrayList<>();
        parts.add(fine("java", System.getProperty("java.version") + "; 21 or newer is needed"));
        parts.add(data());
        parts.addAll(tried());
        DoctorForm form = new DoctorForm(parts.stream().allMatch(Part::works), parts);
        answer(form, () -> parts.forEach(this::show));
        return form.works() ? DONE : ErrorCode.MODEL_UNAVAILABLE.exitCode();
    }

    private Part data() {
        try {
            CheckReport report = memories().check();
            return report.journalSound() && report.indexSound()
                    ? fine("data", "%s, sound, %s".formatted(directory(), counted(report)))
                    : failing(
                            "data",
                            "%s, not sound; run '%s check'."
                                    .formatted(directory(), Recall4jCommand.NAME));
        } catch (RecallException e) {
            boolean none = e.code() == ErrorCode.NOT_FOUND;
            return none ? fine("data", said(e)) : failing("data", said(e));
        }
    }

    private static String counted(CheckReport report) {
        return Lines.count(report.memories(), "memory", "memories");
    }

    private List<Part> tried() {
        try {
            return List.of(chat(models()), embedding(models()));
        } catch (RecallException e) {
            return List.of(failing("configuration", said(e)));
        }
    }

    private static Part chat(ConfiguredModels models) {
        return models.chat()
                .map(settings -> part("chat", ModelTrial.of(settings)))
                .orElseGet(() ->
                        fine(
                                "chat",
                                "none is configured: rules, no network; to have one, "
                                        + ConfiguredModels.HOW));
    }

    private Part embedding(ConfiguredModels models) {
        return models.embedding()
                .map(settings -> inStep(part("embedding", ModelTrial.of(settings))))
                .orElseGet(() ->
                        fine("embedding", "none is configured: the built-in embedder, no network"));
    }

    /** The vectors that are there must be its own. */
    private Part inStep(Part part) {
        String made = embedderOfData();
        String configured = models().embedding().orElseThrow().model().name();
        return !part.works() || made == null || made.equals(configured)
                ? part
                : failing(
                        part.name(),
                        "%s works, but %s made the vectors in the data directory; run '%s reindex --embedder %s'."
                                .formatted(configured, made, Recall4jCommand.NAME, configured));
    }

    private @Nullable String embedderOfData() {
        try {
            return memories().stats().embedder().name();
        } catch (RecallException e) {
            // What is wrong with the directory is told as such.
            return null;
        }
    }

    private static Part part(String name, ModelTrial trial) {
        return new Part(
                name,
                trial.works(),
                "%s: %s".formatted(trial.model(), trial.finding()),
                trial.latency().toMillis(),
                trial.dimension());
    }

    private static Part fine(String name, String finding) {
        return new Part(name, true, finding, null, null);
    }

    private static Part failing(String name, String finding) {
        return new Part(name, false, finding, null, null);
    }

    private static String said(RecallException e) {
        return Lines.oneLine(String.valueOf(e.getMessage()));
    }

    private void show(Part part) {
        lines().statement(
                        "%-5s  %s".formatted(part.works() ? "ok" : "FAILS", part.name()),
                        part.finding() + measured(part));
    }

    private static String measured(Part part) {
        String dimension =
                part.dimension() == null ? "" : "%,d dimensions, ".formatted(part.dimension());
        return part.latencyMillis() == null
                ? ""
                : " (%s%,d ms)".formatted(dimension, part.latencyMillis());
    }
}
