package dev.recall4j.wire;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.InvalidRequestException;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Reads what {@link ExportWriter} wrote, one record at a time. Refusals name the line. Not
 * thread-safe; does not close the stream.
 */
public final class ExportReader implements Iterator<ExportRecord> {

    private static final int LINE_LENGTH_MAX = 1 << 26;

    private final JsonLines lines;
    private @Nullable ExportRecord next;
    private boolean ended;
    private long records;

    /**
     * @throws InvalidRequestException if it is no export, or one of a newer version
     */
    public ExportReader(InputStream in) {
        this.lines = new JsonLines(in, LINE_LENGTH_MAX);
        requireStart();
    }

    /** How many bytes of the stream were read. */
    public long bytes() {
        return lines.bytes();
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            advance();
        }
        return next != null;
    }

    /**
     * @throws InvalidRequestException if the line is malformed or the file was cut off
     */
    @Override
    public ExportRecord next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        ExportRecord current = next;
        next = null;
        records++;
        return current;
    }

    private void requireStart() {
        String line = lines.next();
        if (line == null || !line.contains("recall4j-export")) {
            throw new InvalidRequestException(
                    "The input is no export of Recall4j; give a file that 'export' wrote.");
        }
        if (!(read(line) instanceof ExportLine.Start start)) {
            throw refused("it is not the first line of an export");
        }
        if (start.version() > ExportWriter.VERSION) {
            throw new InvalidRequestException(
                    ErrorCode.NEWER_FORMAT,
                    "The export has version %d, this version reads up to %d; upgrade Recall4j."
                            .formatted(start.version(), ExportWriter.VERSION));
        }
    }

    private void advance() {
        String line = lines.next();
        if (line == null) {
            throw new InvalidRequestException(
                    "The export was cut off: its last line is missing (records read: %,d). Export again."
                            .formatted(records));
        }
        switch (read(line)) {
            case ExportLine.Content content -> next = record(content);
            case ExportLine.End end -> end(end);
            case ExportLine.Start start -> throw refused("it starts another export");
        }
    }

    private void end(ExportLine.End end) {
        if (end.records() != records) {
            throw refused(
                    "it counts its records as %,d, but %,d were read"
                            .formatted(end.records(), records));
        }
        if (lines.next() != null) {
            throw refused("it stands behind the end");
        }
        ended = true;
    }

    private ExportLine read(String line) {
        try {
            return Json.read("the line", line, ExportLine.class);
        } catch (InvalidRequestException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private ExportRecord record(ExportLine.Content content) {
        try {
            return content.toRecord();
        } catch (InvalidRequestException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private InvalidRequestException refused(String problem) {
        return new InvalidRequestException(
                "Line %,d of the export is refused: %s".formatted(lines.number(), problem));
    }
}
