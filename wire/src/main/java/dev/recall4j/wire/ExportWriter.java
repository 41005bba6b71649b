package dev.recall4j.wire;

import dev.recall4j.model.ExportRecord;

import java.util.function.Consumer;

/**
 * Writes an export as JSON Lines: a first line with the version of the format, a line for each
 * record, and a last line with their number, by which a file that was cut off is known. Not
 * thread-safe.
 */
public final class ExportWriter implements Consumer<ExportRecord> {

    /** The version of the format that is written, and the newest that is read. */
    public static final int VERSION = 1;

    private final Consumer<String> lines;
    private long records;

    /**
     * @param lines takes each line, without its line end
     */
    public ExportWriter(Consumer<String> lines) {
        this.lines = lines;
        lines.accept(Json.write(new ExportLine.Start(VERSION)));
    }

    @Override
    public void accept(ExportRecord exported) {
        lines.accept(Json.write(ExportLine.of(exported)));
        records++;
    }

    /** How many records were written. */
    public long records() {
        return records;
    }

    /** Writes the last line. An export that failed must not be finished so. */
    public void finish() {
        lines.accept(Json.write(new ExportLine.End(records)));
    }
}
