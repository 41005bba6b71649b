package dev.recall4j.wire;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Retraction;

import java.util.List;

/**
 * What became of the memories of a source, or would; see {@link Retraction}.
 *
 * @param dryRun whether nothing was changed
 */
public record RetractionForm(
        long turns, List<String> retracted, List<String> kept, boolean dryRun) {

    public static RetractionForm of(Retraction retraction, boolean dryRun) {
        return new RetractionForm(
                retraction.turns(),
                retraction.retracted().stream().map(MemoryId::value).toList(),
                retraction.kept().stream().map(MemoryId::value).toList(),
                dryRun);
    }
}
