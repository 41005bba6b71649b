package dev.recall4j.wire;

import dev.recall4j.model.Explanation;
import dev.recall4j.model.Signal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a recall came about; see {@link Explanation}.
 *
 * @param found by the signal's name, in the order of {@link Signal}
 */
public record ExplanationForm(
        double threshold,
        Map<String, Integer> found,
        int judged,
        int belowThreshold,
        long visible,
        long expired,
        long notValid,
        long filtered) {

    static ExplanationForm of(Explanation explanation) {
        return new ExplanationForm(
                explanation.threshold(),
                byName(explanation.found()),
                explanation.judged(),
                explanation.belowThreshold(),
                explanation.visible(),
                explanation.expired(),
                explanation.notValid(),
                explanation.filtered());
    }

    private static Map<String, Integer> byName(Map<Signal, Integer> found) {
        Map<String, Integer> named = new LinkedHashMap<>();
        for (Signal signal : Signal.values()) {
            Integer count = found.get(signal);
            if (count != null) {
                named.put(signal.code(), count);
            }
        }
        return named;
    }
}
