package dev.recall4j.cli;

import dev.recall4j.quality.ReportTable;

import java.util.List;
import java.util.stream.IntStream;

/** Lays a table of figures out for a terminal. */
final class TableLines {

    private static final String GAP = " ".repeat(2);

    private TableLines() {}

    static void print(Lines lines, ReportTable table) {
        lines.heading(table.title());
        int head = table.rows().stream().mapToInt(row -> row.head().length()).max().orElse(0);
        List<Integer> widths =
                IntStream.range(0, table.columns().size())
                        .mapToObj(column -> width(table, column))
                        .toList();
        lines.note(row(head, "", widths, table.columns()));
        for (ReportTable.Row row : table.rows()) {
            lines.print(row(head, Lines.oneLine(row.head()), widths, row.cells()));
        }
    }

    private static int width(ReportTable table, int column) {
        int cells =
                table.rows().stream()
                        .mapToInt(row -> row.cells().get(column).length())
                        .max()
                        .orElse(0);
        return Math.max(cells, table.columns().get(column).length());
    }

    private static String row(int width, String head, List<Integer> widths, List<String> cells) {
        StringBuilder row = new StringBuilder(padded(head, -width));
        for (int column = 0; column < cells.size(); column++) {
            row.append(GAP).append(padded(cells.get(column), widths.get(column)));
        }
        return row.toString();
    }

    /** To the right in its width, to the left in a negative one. */
    private static String padded(String text, int width) {
        return width == 0 ? text : ("%" + width + "s").formatted(text);
    }
}
