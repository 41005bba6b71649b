package dev.recall4j.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out standard output, in UTF-8 on every platform: results only
 * @param err standard error, in UTF-8: everything else
 * @param terminals which of {@code in, out, err} are terminals
 */
record Console(InputStream in, PrintWriter out, PrintWriter err, Set<String> terminals) {

    /** Told by the launcher, because Java 21 has no way to ask for each stream. */
    private static final String TERMINALS = "recall4j.terminals";

    static Console ofSystem() {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Set.of(System.getProperty(TERMINALS, "").split(",")));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
                true);
    }

    /** Whether somebody can be asked. */
    boolean interactive() {
        return terminals.contains("in") && terminals.contains("err");
    }

    boolean colours() {
        return terminals.contains("out") && System.getenv("NO_COLOR") == null;
    }

    boolean progressBars() {
        return terminals.contains("err");
    }
}
