package dev.recall4j.cli;

import dev.recall4j.model.Explanation;
import dev.recall4j.model.Signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lays out for a terminal how a recall came about. */
final class ExplanationLines {

    private final Lines lines;

    ExplanationLines(Lines lines) {
        this.lines = lines;
    }

    void print(Explanation explanation) {
        lines.note("Found by %s".formatted(found(explanation)));
        lines.note(
                String.format(
                        Locale.ROOT,
                        "Judged, with what was said around them: %,d; of these %,d scored less than %s, or nothing",
                        explanation.judged(),
                        explanation.belowThreshold(),
                        Lines.score(explanation.threshold())));
        lines.note(
                "In this scope: %s that could be found%s"
                        .formatted(
                                Lines.count(explanation.visible(), "memory", "memories"),
                                keptOut(explanation)));
    }

    private static String found(Explanation explanation) {
        return Arrays.stream(Signal.values())
                .filter(explanation.found()::containsKey)
                .map(signal ->
                        String.format(
                                Locale.ROOT,
                                "%s: %,d",
                                signal.code(),
                                explanation.found().get(signal)))
                .collect(Collectors.joining(", by "));
    }

    private static String keptOut(Explanation explanation) {
        List<String> kinds = new ArrayList<>();
        addIfAny(kinds, explanation.expired(), "expired");
        addIfAny(kinds, explanation.notValid(), "not valid at the time asked about");
        addIfAny(kinds, explanation.filtered(), "kept out by the filter");
        return kinds.stream().map(kind -> ", " + kind).collect(Collectors.joining());
    }

    private static void addIfAny(List<String> kinds, long count, String kind) {
        if (count > 0) {
            kinds.add(String.format(Locale.ROOT, "%,d %s", count, kind));
        }
    }
}
