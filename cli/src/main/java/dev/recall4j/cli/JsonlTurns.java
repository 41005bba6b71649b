package dev.recall4j.cli;

import dev.recall4j.wire.ImportLine;
import dev.recall4j.wire.JsonLines;

import org.jspecify.annotations.Nullable;

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
}
