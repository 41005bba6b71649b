package dev.recall4j.quality;

import dev.recall4j.model.ModelUse;
import dev.recall4j.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a {@link QualityRun} measured. All of it but the timings is the same in every run on the
 * same data with the same settings.
 *
 * @param dataSet what the data set is called
 * @param conversations what was added
 * @param rows the figures: for each part of the data set its mean first, then each category
 * @param foreignItems how many results were of another conversation than the one asked; must be 0
 * @param use what language models were used for it
 * @param timings how long it took, on the machine it ran on
 */
public record QualityReport(
        String dataSet,
        Settings settings,
        List<Conversation> conversations,
        List<Row> rows,
        long foreignItems,
        Use use,
        Timings timings) {

    /** The part of a data set that is all of it; the others are there if some of it was tuned. */
    public static final String ALL = "all";

    static final String TUNED = "tuned";
    static final String CHECKED = "checked";

    public QualityReport {
        conversations = List.copyOf(conversations);
        rows = List.copyOf(rows);
    }

    /**
     * What a run was done with.
     *
     * @param results how many results were asked for
     * @param changes in words, what of the engine's settings is not as by default
     */
    public record Settings(
            String version,
            String mode,
            String embedder,
            int dimension,
            int results,
            List<String> changes) {

        public Settings {
            changes = List.copyOf(changes);
        }

        /** What to put behind the other settings. */
        public String changesInWords() {
            return changes.isEmpty() ? "" : "; changed: " + String.join(", ", changes);
        }
    }

    /**
     * A conversation that was measured.
     *
     * @param tuned whether settings were tuned on it
     * @param withoutEvidence how many questions were left out, because their evidence is unknown
     */
    public record Conversation(
            String id,
            boolean tuned,
            int sessions,
            int turns,
            int memories,
            int questions,
            int withoutEvidence) {}

    /**
     * Means over questions.
     *
     * @param part {@code all}, {@code tuned} or {@code checked}: of which conversations
     * @param category of which category; null for all that are not apart
     * @param apart whether the category is no part of the mean
     * @param questions over how many questions
     * @param figures by {@link Measure#code} and cut; what no question has is absent
     */
    public record Row(
            String part,
            @Nullable String category,
            boolean apart,
            int questions,
            Map<String, Map<Integer, Double>> figures) {

        public OptionalDouble figure(Measure measure, int cut) {
            Double figure = figures.getOrDefault(measure.code(), Map.of()).get(cut);
            return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
        }
    }

    /**
     * What language models were used for, as they count it.
     *
     * @param held how many of their candidates failed a check and were kept aside
     */
    public record Use(int calls, long promptTokens, long answerTokens, long held) {

        static Use of(ModelUse use, long held) {
            return new Use(use.calls(), use.promptTokens(), use.answerTokens(), held);
        }
    }

    /**
     * How long it took, with embedding.
     *
     * @param search with {@code results} results
     * @param context over all token budgets
     */
    public record Timings(
            double addSeconds, double turnsPerSecond, Latency search, Latency context) {}

    /** Percentiles of calls one after the other, in milliseconds. */
    public record Latency(double p50, double p95, double p99) {

        static Latency of(Durations durations) {
            return new Latency(
                    durations.percentile(50), durations.percentile(95), durations.percentile(99));
        }
    }

    /** The figures as tables, for people. */
    public List<ReportTable> tables() {
        return ReportTable.of(this);
    }

    /** All of it on one line of JSON. */
    public String json() {
        return Json.write(this);
    }

    /** All of it as a page of HTML that needs no other file, no script and no network. */
    public String html() {
        return ReportPage.of(this);
    }
}
