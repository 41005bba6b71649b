package dev.recall4j.quality;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** What was measured about one question. Not thread-safe. */
final class Scores {

    private final Map<Measure, Map<Integer, Double>> values = new EnumMap<>(Measure.class);

    /** Takes a measure at each of its cuts. */
    void take(Measure measure, IntToDoubleFunction figureAt) {
        for (int cut : measure.cuts()) {
            put(measure, cut, figureAt.applyAsDouble(cut));
        }
    }

    void put(Measure measure, int cut, double figure) {
        values.computeIfAbsent(measure, m -> new TreeMap<>()).put(cut, figure);
    }

    /** The means over the questions that have each figure. */
    static Map<Measure, Map<Integer, Double>> means(List<Scores> questions) {
        Map<Measure, Map<Integer, List<Double>>> figures = new EnumMap<>(Measure.class);
        for (Scores scores : questions) {
            scores.values.forEach((measure, cuts) ->
                    cuts.forEach((cut, figure) ->
                            figures.computeIfAbsent(measure, m -> new TreeMap<>())
                                    .computeIfAbsent(cut, c -> new ArrayList<>())
                                    .add(figure)));
        }
        Map<Measure, Map<Integer, Double>> means = new EnumMap<>(Measure.class);
        figures.forEach((measure, cuts) ->
                cuts.forEach((cut, all) ->
                        means.computeIfAbsent(measure, m -> new TreeMap<>()).put(cut, mean(all))));
        return means;
    }

    private static double mean(List<Double> figures) {
        return figures.stream().mapToDouble(Double::doubleValue).sum() / figures.size();
    }
}
