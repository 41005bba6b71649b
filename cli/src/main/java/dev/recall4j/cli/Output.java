package dev.recall4j.cli;

import org.jspecify.annotations.Nullable;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints in UTF-8, and tells in the end whether all of it got there. Not thread-safe. */
final class Output extends PrintWriter {

    private final Watched watched;

    Output(OutputStream stream) {
        this(new Watched(stream));
    }

    private Output(Watched watched) {
        super(new OutputStreamWriter(watched, StandardCharsets.UTF_8), true);
        this.watched = watched;
    }

    /**
     * Why not all that was printed got there; null if it did, or if whoever read it wanted no more,
     * as head does.
     */
    @Nullable IOException failure() {
        flush();
        IOException first = watched.failure;
        return first == null || closedByReader(first) ? null : first;
    }

    /**
     * There is nothing but the system's words to tell it by. Where they are not these it is a
     * failure.
     */
    private static boolean closedByReader(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Remembers what went wrong first: a writer only knows that something did. */
    private static final class Watched extends FilterOutputStream {

        private @Nullable IOException failure;

        Watched(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int b) throws IOException {
            try {
                out.write(b);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        private IOException remembered(IOException e) {
            if (failure == null) {
                failure = e;
            }
            return e;
        }
    }
}
