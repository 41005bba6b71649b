package dev.recall4j.quality;

import dev.recall4j.quality.QualityReport.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the rows of a report from what was measured about each question. */
final class MeanRows {

    private static final double DECIMALS = 1e6;

    private MeanRows() {}

    /**
     * A question that was asked.
     *
     * @param tuned whether of a conversation that settings were tuned on
     */
    record Asked(boolean tuned, Question question, Scores scores) {

        boolean apart() {
            return question.apart();
        }

        String category() {
            return question.category();
        }
    }

    /** The mean first, then each category, those apart last. */
    static List<Row> of(String part, List<Asked> questions) {
        List<Asked> apart = questions.stream().filter(Asked::apart).toList();
        List<Asked> others = questions.stream().filter(asked -> !asked.apart()).toList();
        List<Row> rows = new ArrayList<>();
        rows.add(row(part, null, false, others));
        byCategory(others)
                .forEach((category, asked) -> rows.add(row(part, category, false, asked)));
        byCategory(apart).forEach((category, asked) -> rows.add(row(part, category, true, asked)));
        return rows;
    }

    private static Map<String, List<Asked>> byCategory(List<Asked> questions) {
        return questions.stream()
                .collect(Collectors.groupingBy(Asked::category, TreeMap::new, Collectors.toList()));
    }

    private static Row row(
            String part, @Nullable String category, boolean apart, List<Asked> questions) {
        Map<String, Map<Integer, Double>> figures = new LinkedHashMap<>();
        Scores.means(questions.stream().map(Asked::scores).toList())
                .forEach((measure, means) -> figures.put(measure.code(), rounded(means)));
        return new Row(part, category, apart, questions.size(), figures);
    }

    private static Map<Integer, Double> rounded(Map<Integer, Double> figures) {
        Map<Integer, Double> rounded = new TreeMap<>();
        figures.forEach(
                (cut, figure) -> rounded.put(cut, Math.round(figure * DECIMALS) / DECIMALS));
        return rounded;
    }
}
