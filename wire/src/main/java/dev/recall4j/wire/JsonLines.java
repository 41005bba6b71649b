package dev.recall4j.wire;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a stream of lines in UTF-8 strictly and in bounded memory. A byte order mark, carriage
 * returns at line ends and empty lines are passed over. A line that cannot be read is refused, and
 * the next call goes on behind it. Not thread-safe; does not close the stream.
 */
public final class JsonLines {

    private static final int CHUNK = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int lengthMax;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int filled;
    private long number;
    private long bytes;

    /**
     * @param lengthMax longest line allowed, in bytes
     */
    public JsonLines(InputStream in, int lengthMax) {
        this.in = in;
        this.lengthMax = lengthMax;
    }

    /** The number of the line that was read last, from 1; 0 before the first. */
    public long number() {
        return number;
    }

    /** How many bytes of the stream were read, including line ends. */
    public long bytes() {
        return bytes;
    }

    /**
     * The next line that is not empty, or null at the end.
     *
     * @throws InvalidRequestException if the line is not UTF-8 or too long; its number is {@link
     *     #number}
     * @throws UnavailableException if the stream cannot be read
     */
    public @Nullable String next() {
        while (readLine()) {
            number++;
            String text = decoded();
            if (!text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private boolean readLine() {
        line.reset();
        long length = 0;
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int end = endOfLine();
            int take = (int) Math.min(end - position, Math.max(0, lengthMax + 1L - length));
            line.write(chunk, position, take);
            length += end - position;
            boolean complete = end < filled;
            bytes += end - position + (complete ? 1 : 0);
            position = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        }
        return any;
    }

    private int endOfLine() {
        int end = position;
        while (end < filled && chunk[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() {
        try {
            filled = in.read(chunk);
            position = 0;
            return filled > 0;
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "The input cannot be read any further; look at its file or pipe.",
                    e);
        }
    }

    private String decoded() {
        if (line.size() > lengthMax) {
            throw new InvalidRequestException(
                    "The line is longer than %,d bytes; split it.".formatted(lengthMax));
        }
        byte[] raw = line.toByteArray();
        int start = number == 1 && startsWithByteOrderMark(raw) ? BYTE_ORDER_MARK.length : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw, start, raw.length - start))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("The line is not UTF-8; convert the file to UTF-8.");
        }
    }

    private static boolean startsWithByteOrderMark(byte[] raw) {
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (i >= raw.length || raw[i] != BYTE_ORDER_MARK[i]) {
                return false;
            }
        }
        return true;
    }
}
