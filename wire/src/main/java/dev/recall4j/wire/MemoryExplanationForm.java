package dev.recall4j.wire;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryExplanation;
import dev.recall4j.model.Source;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Why a memory is what it is; see {@link MemoryExplanation}.
 *
 * @param extractor name and version of what drew it
 * @param editor who gave its text in an update, or null
 */
public record MemoryExplanationForm(
        MemoryForm memory,
        String extractor,
        @Nullable String editor,
        List<Turn> turns,
        HistoryForm history,
        List<MemoryForm> older,
        List<MemoryForm> newer,
        RecallsForm recalls) {

    public static MemoryExplanationForm of(MemoryExplanation explanation) {
        Memory memory = explanation.memory();
        return new MemoryExplanationForm(
                MemoryForm.of(memory),
                memory.provenance().extractor(),
                memory.provenance().editor(),
                memory.provenance().sources().stream().map(Turn::of).toList(),
                HistoryForm.of(memory.id(), explanation.history()),
                explanation.older().stream().map(MemoryForm::of).toList(),
                explanation.newer().stream().map(MemoryForm::of).toList(),
                RecallsForm.of(explanation.recalls()));
    }

    /** A turn it was drawn from, and the words in it that it rests on. */
    public record Turn(
            String id, @Nullable String speaker, String text, String quote, Instant saidAt) {

        private static Turn of(Source source) {
            return new Turn(
                    source.turnId().value(),
                    source.speaker(),
                    source.text(),
                    source.quote(),
                    source.saidAt());
        }
    }
}
