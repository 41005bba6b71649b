package dev.recall4j.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out standard output, in UTF-8 on every platform: results only
 * @param err standard error, in UTF-8: everything else
 * @param terminals which of {@code in, out, err} are terminals
 * @param environment the variables it was started with
 */
record Console(
        InputStream in,
        Output out,
        PrintWriter err,
        Set<String> terminals,
        Map<String, String> environment) {

    /** Told by the launcher, because Java 21 has no way to ask for each stream. */
    private static final String TERMINALS = "recall4j.terminals";

    static Console ofSystem() {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                output(FileDescriptor.out),
                output(FileDescriptor.err),
                Set.of(System.getProperty(TERMINALS, "").split(",")),
                System.getenv());
    }

    private static Output output(FileDescriptor descriptor) {
        return new Output(new FileOutputStream(descriptor));
    }

    /** Whether somebody can be asked. */
    boolean interactive() {
        return terminals.contains("in") && terminals.contains("err");
    }

    boolean colours() {
        return terminals.contains("out") && !environment.containsKey("NO_COLOR");
    }

    boolean progressBars() {
        return terminals.contains("err");
    }
}
