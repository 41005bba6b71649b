package dev.recall4j.cli;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryExplanation;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Source;
import dev.recall4j.wire.MemoryExplanationForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Objects;

/** {@code explain}. */
@Command(
        name = "explain",
        description =
                "Says why a memory is what it is: the turns it came from, what drew it, what happened to it,"
                        + " which memories took the place of which, and where it was recalled.")
final class ExplainCommand extends Action {

    @Parameters(paramLabel = "ID", description = "The memory's id.")
    private @Nullable MemoryId id;

    @Override
    int run() {
        MemoryExplanation explanation = memories().explain(Objects.requireNonNull(id));
        answer(MemoryExplanationForm.of(explanation), () -> show(explanation));
        return DONE;
    }

    private void show(MemoryExplanation explanation) {
        Memory memory = explanation.memory();
        lines().memory(memory);
        lines().note("  " + ScopeOptions.inWords(memory.scope()));
        showProvenance(memory.provenance());
        lines().heading("History");
        explanation.history().forEach(lines()::history);
        showAll("Took the place of", explanation.older());
        showAll("Its place was taken by", explanation.newer());
        showRecalls(explanation.recalls());
    }

    private void showProvenance(Provenance provenance) {
        String edited =
                provenance.editor() == null
                        ? ""
                        : ", reworded by " + Lines.oneLine(provenance.editor());
        lines().heading("Drawn by " + Lines.oneLine(provenance.extractor()) + edited);
        provenance.sources().forEach(this::showSource);
    }

    private void showSource(Source source) {
        lines().source("  %s %s ".formatted(source.turnId(), Lines.day(source.saidAt())), source);
        if (!source.quote().equals(source.text())) {
            lines().statement("    on the words", source.quote());
        }
    }

    private void showRecalls(Recalls recalls) {
        if (recalls.times() == 0) {
            lines().heading("Not recalled, as far as is noted");
            return;
        }
        lines().heading(
                        "Recalled %s, first %s, last %s"
                                .formatted(
                                        Lines.count(recalls.times(), "time", "times"),
                                        recalls.first(),
                                        recalls.last()));
        recalls.latest().forEach(lines()::recall);
    }

    private void showAll(String heading, List<Memory> memories) {
        if (!memories.isEmpty()) {
            lines().heading(heading);
            memories.forEach(lines()::memory);
        }
    }
}
