package dev.recall4j.cli;

import dev.recall4j.quality.QualityReport;
import dev.recall4j.quality.ReportTable;

import java.util.Locale;
import java.util.stream.Collectors;

/** Lays a quality report out for a terminal. */
final class ReportLines {

    private final Lines lines;

    ReportLines(Lines lines) {
        this.lines = lines;
    }

    void print(QualityReport report) {
        about(report);
        for (ReportTable table : report.tables()) {
            lines.print("");
            TableLines.print(lines, table);
        }
        lines.print("");
        use(report);
        timings(report.timings());
        if (report.foreignItems() > 0) {
            lines.paragraph(
                    "%,d results were of another conversation than the one asked: scopes leak."
                            .formatted(report.foreignItems()));
        }
    }

    private void about(QualityReport report) {
        QualityReport.Settings used = report.settings();
        lines.paragraph(
                "%s: recall4j %s, mode %s, embedder %s with %d dimensions, lists of %d results%s"
                        .formatted(
                                Lines.oneLine(report.dataSet()),
                                used.version(),
                                used.mode(),
                                used.embedder(),
                                used.dimension(),
                                used.results(),
                                used.changesInWords()));
        lines.paragraph("Conversations: " + conversations(report));
    }

    private static String conversations(QualityReport report) {
        return report.conversations().stream()
                .map(ReportLines::conversation)
                .collect(Collectors.joining("; "));
    }

    private static String conversation(QualityReport.Conversation one) {
        return "%s%s %,d turns, %,d memories, %,d questions, %,d left out"
                .formatted(
                        Lines.oneLine(one.id()),
                        one.tuned() ? " (tuned on)" : "",
                        one.turns(),
                        one.memories(),
                        one.questions(),
                        one.withoutEvidence());
    }

    private void use(QualityReport report) {
        QualityReport.Use use = report.use();
        if (use.calls() > 0) {
            int turns =
                    report.conversations().stream()
                            .mapToInt(QualityReport.Conversation::turns)
                            .sum();
            lines.paragraph(
                    String.format(
                            Locale.ROOT,
                            "Language model, for 100 turns: %.1f calls, %,.0f prompt tokens, %,.0f answer tokens. %,d candidates failed a check and were kept aside.",
                            100.0 * use.calls() / turns,
                            100.0 * use.promptTokens() / turns,
                            100.0 * use.answerTokens() / turns,
                            use.held()));
        }
    }

    private void timings(QualityReport.Timings timings) {
        lines.paragraph(
                String.format(
                        Locale.ROOT,
                        "On this machine, with embedding: %,.0f turns a second added; search p50 %.1f, p95 %.1f, p99 %.1f ms; context p50 %.1f, p95 %.1f ms.",
                        timings.turnsPerSecond(),
                        timings.search().p50(),
                        timings.search().p95(),
                        timings.search().p99(),
                        timings.context().p50(),
                        timings.context().p95()));
    }
}
