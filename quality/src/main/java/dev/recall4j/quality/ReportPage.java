package dev.recall4j.quality;

import static dev.recall4j.quality.Markup.joined;
import static dev.recall4j.quality.Markup.part;

import dev.recall4j.quality.Markup.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as a page of HTML: figures in tables, the main ones also plotted. */
final class ReportPage {

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --faint: #d0d7de;
              --series0: #0550ae; --series1: #bc4c00; --series2: #1a7f37; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6edf3; --paper: #0d1117; --faint: #3d444d;
                --series0: #6cb6ff; --series1: #f0883e; --series2: #57d364; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            figure { margin: 2rem 0 0; }
            svg { width: 100%; height: auto; }
            svg text { font-size: 13px; fill: var(--ink); }
            .grid { color: var(--faint); }
            .series0 { color: var(--series0); }
            .series1 { color: var(--series1); }
            .series2 { color: var(--series2); }
            .table { overflow-x: auto; }
            table { border-collapse: collapse; margin: 1rem 0; }
            figcaption, caption { font-weight: 600; }
            caption { text-align: left; }
            th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--faint); text-align: right; }
            th:first-child { text-align: left; }
            """;

    private final QualityReport report;

    private ReportPage(QualityReport report) {
        this.report = report;
    }

    static String of(QualityReport report) {
        return new ReportPage(report).page().markup();
    }

    private Part page() {
        return part(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%1$s</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <h1>%1$s</h1>
                <p>%3$s</p>
                %4$s%5$s<h2>All figures</h2>
                %6$s<h2>Timings</h2>
                <p>%7$s</p>
                </body>
                </html>
                """,
                "Recall4j: recall quality on " + report.dataSet(),
                new Part(STYLE),
                settings(),
                table(conversations()),
                plots(),
                joined(report.tables().stream().map(ReportPage::table).toList()),
                timings());
    }

    private Part plots() {
        Chart byRank = byRank();
        Chart byTokens = byTokens();
        Chart byCategory = byCategory();
        return joined(
                List.of(
                        figure(byRank, byRank.lines()),
                        figure(byTokens, byTokens.lines()),
                        figure(byCategory, byCategory.bars())));
    }

    private static Part figure(Chart chart, Part plot) {
        return part("<figure>\n<figcaption>%s</figcaption>\n%s</figure>\n", chart.title(), plot);
    }

    private String settings() {
        QualityReport.Settings used = report.settings();
        return "Recall4j %s, mode %s, embedder %s (%d dimensions), lists of %d results%s; %s."
                .formatted(
                        used.version(),
                        used.mode(),
                        used.embedder(),
                        used.dimension(),
                        used.results(),
                        used.changesInWords(),
                        report.foreignItems() == 0
                                ? "no result was of another conversation"
                                : "RESULTS OF OTHER CONVERSATIONS: " + report.foreignItems());
    }

    private ReportTable conversations() {
        List<ReportTable.Row> rows =
                report.conversations().stream()
                        .map(conversation ->
                                new ReportTable.Row(
                                        conversation.id(),
                                        List.of(
                                                conversation.tuned()
                                                        ? QualityReport.TUNED
                                                        : QualityReport.CHECKED,
                                                count(conversation.sessions()),
                                                count(conversation.turns()),
                                                count(conversation.memories()),
                                                count(conversation.questions()),
                                                count(conversation.withoutEvidence()))))
                        .toList();
        return new ReportTable(
                "Conversations",
                List.of("use", "sessions", "turns", "memories", "asked", "left out"),
                rows);
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private Chart byRank() {
        List<Chart.Series> series =
                report.rows().stream()
                        .filter(row -> row.category() == null)
                        .map(row -> series(row.part(), row, Measure.EVIDENCE))
                        .toList();
        return chart("by-rank", "Evidence among the first results", Measure.EVIDENCE, series);
    }

    private Chart byTokens() {
        QualityReport.Row all = report.rows().getFirst();
        return chart(
                "by-tokens",
                "Evidence within a number of tokens",
                Measure.CONTEXT_EVIDENCE,
                List.of(
                        series("packed context", all, Measure.CONTEXT_EVIDENCE),
                        series("ranked list", all, Measure.EVIDENCE_BY_TOKENS),
                        series("list, characters / 4", all, Measure.EVIDENCE_BY_CHARACTERS)));
    }

    private Chart byCategory() {
        List<QualityReport.Row> rows =
                report.rows().stream()
                        .filter(row -> row.part().equals(QualityReport.ALL))
                        .filter(row -> row.category() != null)
                        .toList();
        return described(
                "by-category",
                "Evidence by category",
                rows.stream().map(row -> String.valueOf(row.category())).toList(),
                List.of(
                        across("among 10 results", rows, Measure.EVIDENCE, 10),
                        across("in a context of 1,000", rows, Measure.CONTEXT_EVIDENCE, 1_000)));
    }

    private static Chart.Series series(String name, QualityReport.Row row, Measure measure) {
        List<Double> shares = new ArrayList<>();
        measure.cuts().forEach(cut -> shares.add(row.figure(measure, cut).orElse(0)));
        return new Chart.Series(name, shares);
    }

    private static Chart.Series across(
            String name, List<QualityReport.Row> rows, Measure measure, int cut) {
        return new Chart.Series(
                name, rows.stream().map(row -> row.figure(measure, cut).orElse(0)).toList());
    }

    private static Chart chart(
            String id, String title, Measure measure, List<Chart.Series> series) {
        return described(
                id, title, measure.cuts().stream().map(ReportPage::count).toList(), series);
    }

    private static Chart described(
            String id, String title, List<String> places, List<Chart.Series> series) {
        String description =
                series.stream()
                        .map(one -> inWords(one, places))
                        .collect(Collectors.joining("; ", "", "."));
        return new Chart(id, title, description, places, series);
    }

    private static String inWords(Chart.Series series, List<String> places) {
        List<String> values = new ArrayList<>();
        for (int place = 0; place < places.size(); place++) {
            values.add(
                    String.format(
                            Locale.ROOT,
                            "%.1f%% at %s",
                            100 * series.shares().get(place),
                            places.get(place)));
        }
        return series.name() + ": " + String.join(", ", values);
    }

    private static Part table(ReportTable table) {
        return part(
                """
                <div class="table"><table>
                <caption>%s</caption>
                <tr><th scope="col"></th>%s</tr>
                %s</table></div>
                """,
                table.title(),
                cells("<th scope=\"col\">%s</th>", table.columns()),
                joined(table.rows().stream().map(ReportPage::row).toList()));
    }

    private static Part row(ReportTable.Row row) {
        return part(
                "<tr><th scope=\"row\">%s</th>%s</tr>\n",
                row.head(), cells("<td>%s</td>", row.cells()));
    }

    private static Part cells(String template, List<String> texts) {
        return joined(texts.stream().map(text -> part(template, text)).toList());
    }

    private String timings() {
        QualityReport.Timings timings = report.timings();
        return String.format(
                Locale.ROOT,
                "Measured once, on the machine of this run: %,.0f turns a second added; search p50"
                        + " %.1f ms, p95 %.1f ms, p99 %.1f ms; context p50 %.1f ms, p95 %.1f ms;"
                        + " with embedding.",
                timings.turnsPerSecond(),
                timings.search().p50(),
                timings.search().p95(),
                timings.search().p99(),
                timings.context().p50(),
                timings.context().p95());
    }
}
