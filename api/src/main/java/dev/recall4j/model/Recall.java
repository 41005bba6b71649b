package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The result of a search.
 *
 * @param results best first; of equal scores those first that have more of the words, then in the
 *     order of their ids
 * @param reasons why nothing or not more came; never empty when there is no result
 * @param explanation how it came about, if that was asked for, else null
 */
public record Recall(
        List<Recalled> results, List<Reason> reasons, @Nullable Explanation explanation) {

    public Recall {
        results = List.copyOf(results);
        reasons = List.copyOf(reasons);
    }

    /** Without an explanation. */
    public Recall(List<Recalled> results, List<Reason> reasons) {
        this(results, reasons, null);
    }

    public boolean isEmpty() {
        return results.isEmpty();
    }
}
