package dev.recall4j.cli;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.wire.ImportLine;
import dev.recall4j.wire.JsonLines;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Turns from JSON Lines, in the form of {@link ImportLine}. */
final class JsonlTurns implements TurnSource {

    /** Far above the longest turn, so that one that is too long can be told so. */
    private static final int LINE_LENGTH_MAX = 32 << 20;

    private final JsonLines lines;
    private final ScopeOptions whose;
    private final long size;

    JsonlTurns(InputStream in, ScopeOptions whose, long size) {
        this.lines = new JsonLines(in, LINE_LENGTH_MAX);
        this.whose = whose;
        this.size = size;
    }

    /**
     * Looks at the first line, and leaves the stream where it was.
     *
     * @throws InvalidRequestException if neither the options nor this line say whose turns they are
     */
    static void requireWhose(BufferedInputStream in, ScopeOptions whose) throws IOException {
        if (!whose.none()) {
            return;
        }
        // More than a line, because what stands behind it is read with it.
        in.mark(2 * LINE_LENGTH_MAX);
        if (!saysWhose(in)) {
            throw new InvalidRequestException(
                    "Whose turns are these? Give --user, --agent, --app or --run, or one of them on"
                            + " each line.");
        }
        in.reset();
    }

    private static boolean saysWhose(InputStream in) {
        try {
            String first = new JsonLines(in, LINE_LENGTH_MAX).next();
            return first == null || ImportLine.parse(first).saysWhose();
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    @Override
    public @Nullable ScopedTurn next() {
        String line = lines.next();
        return line == null ? null : scoped(ImportLine.parse(line));
    }

    private ScopedTurn scoped(ImportLine line) {
        return new ScopedTurn(
                whose.scopeWith(line.user(), line.agent(), line.app(), line.run()), line.toTurn());
    }

    @Override
    public long number() {
        return lines.number();
    }

    @Override
    public long position() {
        return lines.bytes();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String form() {
        return "JSON Lines of turns, such as {\"role\":\"user\",\"content\":\"I adopted a cat.\"}";
    }
}
