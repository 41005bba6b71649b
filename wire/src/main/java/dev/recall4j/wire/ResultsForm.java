package dev.recall4j.wire;

import dev.recall4j.model.Memory;
import dev.recall4j.model.Page;
import dev.recall4j.model.Recall;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What {@code search} and {@code list} answer.
 *
 * @param reasons why nothing or not more came
 * @param explanation how the results came about; null if not asked for
 * @param next cursor of the next page, or null if there is none
 */
public record ResultsForm(
        List<MemoryForm> results,
        List<ReasonForm> reasons,
        @Nullable ExplanationForm explanation,
        @Nullable String next) {

    public static ResultsForm of(Recall recall) {
        return new ResultsForm(
                recall.results().stream().map(MemoryForm::of).toList(),
                recall.reasons().stream().map(ReasonForm::of).toList(),
                recall.explanation() == null ? null : ExplanationForm.of(recall.explanation()),
                null);
    }

    public static ResultsForm of(Page<Memory> page) {
        return new ResultsForm(
                page.items().stream().map(MemoryForm::of).toList(), List.of(), null, page.cursor());
    }
}
