package dev.recall4j.model;

import java.util.List;

/**
 * The result of a search.
 *
 * @param results best first; equal scores in the order of their ids
 * @param reasons why nothing or not more came; never empty when there is no result
 */
public record Recall(List<Recalled> results, List<Reason> reasons) {

    public Recall {
        results = List.copyOf(results);
        reasons = List.copyOf(reasons);
    }

    public boolean isEmpty() {
        return results.isEmpty();
    }
}
