package dev.recall4j.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Figures of a report, laid out for people: shares in percent.
 *
 * @param title what they are
 * @param columns the heads of the figures' columns
 * @param rows one for the mean of each part of the data set and for each category
 */
public record ReportTable(String title, List<String> columns, List<Row> rows) {

    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param cells as many as there are columns
     */
    public record Row(String head, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** One figure of every row. */
    private record Column(String head, Measure measure, int cut) {}

    static List<ReportTable> of(QualityReport report) {
        return List.of(
                ranks(report),
                table(
                        "Evidence in the ranked list, % within tokens of four characters each",
                        report, columns("%,d", Measure.EVIDENCE_BY_CHARACTERS)),
                table(
                        "Evidence in the ranked list, % within tokens",
                        report, columns("%,d", Measure.EVIDENCE_BY_TOKENS)),
                contexts(report),
                table(
                        "Tokens of such a context, on average",
                        report,
                        columns("of %,d", Measure.CONTEXT_TOKENS)));
    }

    private static ReportTable ranks(QualityReport report) {
        List<Column> columns = columns("@%,d", Measure.EVIDENCE);
        columns.add(new Column("any", Measure.ANY_EVIDENCE, 10));
        columns.add(new Column("all", Measure.ALL_EVIDENCE, 10));
        columns.add(new Column("sessions", Measure.SESSIONS, 10));
        columns.add(new Column("nDCG", Measure.NDCG, 10));
        columns.add(new Column("MRR", Measure.RECIPROCAL_RANK, QualityRun.RESULTS));
        return table(
                "Evidence among the first results, %; any, all, sessions and nDCG @10",
                report, columns);
    }

    private static ReportTable contexts(QualityReport report) {
        List<Column> columns = columns("%,d", Measure.CONTEXT_EVIDENCE);
        columns.addAll(columns("answer/%,d", Measure.ANSWER_WORDS));
        return table(
                "Evidence in a packed context, % within tokens; the answer's words in it",
                report, columns);
    }

    private static List<Column> columns(String head, Measure measure) {
        List<Column> columns = new ArrayList<>();
        for (int cut : measure.cuts()) {
            columns.add(new Column(String.format(Locale.ROOT, head, cut), measure, cut));
        }
        return columns;
    }

    private static ReportTable table(String title, QualityReport report, List<Column> columns) {
        List<String> heads = new ArrayList<>(List.of("asked"));
        columns.forEach(column -> heads.add(column.head()));
        List<Row> rows =
                report.rows().stream()
                        .filter(row ->
                                row.category() == null || row.part().equals(QualityReport.ALL))
                        .map(row -> row(row, columns))
                        .toList();
        return new ReportTable(title, heads, rows);
    }

    private static Row row(QualityReport.Row row, List<Column> columns) {
        List<String> cells = new ArrayList<>();
        cells.add(String.format(Locale.ROOT, "%,d", row.questions()));
        columns.forEach(column -> cells.add(cell(row, column)));
        return new Row(head(row), cells);
    }

    static String head(QualityReport.Row row) {
        if (row.category() == null) {
            return row.part();
        }
        return row.apart() ? row.category() + " (apart)" : row.category();
    }

    private static String cell(QualityReport.Row row, Column column) {
        OptionalDouble figure = row.figure(column.measure(), column.cut());
        if (figure.isEmpty()) {
            return "-";
        }
        return column.measure().unit() == Measure.Unit.SHARE
                ? String.format(Locale.ROOT, "%.1f", 100 * figure.getAsDouble())
                : String.format(Locale.ROOT, "%,.0f", figure.getAsDouble());
    }
}
