package dev.recall4j;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of a query's words a text has: the sum of their weights, each damped by how often it
 * occurs and how long the text is, as a share of the sum of all weights. A word weighs the more the
 * fewer texts have it, and the most if none has.
 */
final class Bm25 {

    private static final double SATURATION = 0.9;
    private static final double LENGTH_INFLUENCE = 0.4;

    private final Map<String, Double> weights = new HashMap<>();
    private final double heaviest;
    private final double meanLength;

    Bm25(Collection<Map<String, Integer>> texts, String query) {
        for (String word : Words.counted(query).keySet()) {
            long having = texts.stream().filter(text -> text.containsKey(word)).count();
            weights.put(word, Math.log(1 + (texts.size() - having + 0.5) / (having + 0.5)));
        }
        heaviest = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        meanLength = texts.stream().mapToInt(Bm25::length).average().orElse(1);
    }

    /** 0 to 1. */
    double share(Map<String, Integer> text) {
        double norm =
                SATURATION * (1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * length(text) / meanLength);
        double sum = 0;
        for (Map.Entry<String, Double> word : weights.entrySet()) {
            int count = text.getOrDefault(word.getKey(), 0);
            sum += word.getValue() * count / (count + norm);
        }
        return heaviest == 0 ? 0 : sum / heaviest;
    }

    private static int length(Map<String, Integer> text) {
        return text.values().stream().mapToInt(Integer::intValue).sum();
    }
}
