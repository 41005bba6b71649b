package dev.recall4j;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How much of a query's words a text has: of each word its weight, damped by how often it occurs
 * and how long the text is, as a share of the sum of all weights. A word weighs the more the fewer
 * texts have it, and the most if none has.
 */
final class Bm25 {

    private static final double SATURATION = 0.9;
    private static final double LENGTH_INFLUENCE = 0.4;

    private final List<String> words;
    private final double[] weights;
    private final double meanLength;

    Bm25(Collection<Map<String, Integer>> texts, String query) {
        words = List.copyOf(Words.counted(query).keySet());
        weights = words.stream().mapToDouble(word -> weight(word, texts)).toArray();
        double heaviest = 0;
        for (double weight : weights) {
            heaviest += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= heaviest;
        }
        meanLength = texts.stream().mapToInt(Bm25::length).average().orElse(1);
    }

    private static double weight(String word, Collection<Map<String, Integer>> texts) {
        long having = texts.stream().filter(text -> text.containsKey(word)).count();
        return Math.log(1 + (texts.size() - having + 0.5) / (having + 0.5));
    }

    /** What each word of the query gives; together 0 to 1. */
    double[] shares(Map<String, Integer> text) {
        double norm =
                SATURATION * (1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * length(text) / meanLength);
        double[] shares = new double[weights.length];
        for (int i = 0; i < shares.length; i++) {
            int count = text.getOrDefault(words.get(i), 0);
            shares[i] = weights[i] * count / (count + norm);
        }
        return shares;
    }

    private static int length(Map<String, Integer> text) {
        return text.values().stream().mapToInt(Integer::intValue).sum();
    }
}
