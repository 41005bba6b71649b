package dev.recall4j.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a child JVM that acknowledges what it did, one line each on standard output, and kills it
 * with SIGKILL. What was acknowledged before the kill is what must be found after it.
 */
public final class CrashHarness {

    private static final int PATIENCE_SECONDS = 120;
    private static final int KILLED = 137;
    private static final int UNTIL_IT_DIES = Integer.MAX_VALUE;
    private static final int UNTIL_IT_ENDS = Integer.MAX_VALUE - 1;

    private final ChildJvm child;

    public CrashHarness(ChildJvm child) {
        this.child = child;
    }

    /**
     * Kills the child as soon as it has acknowledged so many lines, at whatever it is doing then.
     *
     * @return every line it acknowledged
     */
    public List<String> killAfter(int acknowledgements) {
        return run(acknowledgements);
    }

    /** Lets the child run until it kills itself, with {@link #die}. */
    public List<String> untilItDies() {
        return run(UNTIL_IT_DIES);
    }

    /** Lets the child run until it ends by itself, and well. */
    public List<String> untilItEnds() {
        return run(UNTIL_IT_ENDS);
    }

    /** For the child: ends this JVM at once, without shutdown hooks, flushes or finally blocks. */
    public static void die() {
        Runtime.getRuntime().halt(KILLED);
    }

    /** For the child: says that something is done and must survive. */
    public static void acknowledge(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private List<String> run(int acknowledgements) {
        try {
            Process process = child.start();
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                return acknowledged(process, lines, acknowledgements);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> acknowledged(Process process, BufferedReader lines, int acknowledgements)
            throws IOException {
        List<String> acknowledged = new ArrayList<>();
        String line;
        while ((line = lines.readLine()) != null) {
            acknowledged.add(line);
            if (acknowledged.size() == acknowledgements) {
                // SIGKILL through the handle: it leaves the pipe open, and what is in it was
                // acknowledged too.
                process.toHandle().destroyForcibly();
            }
        }
        await(process);
        int expected = acknowledgements == UNTIL_IT_ENDS ? 0 : KILLED;
        if (process.exitValue() != expected) {
            throw new AssertionError("the child ended with " + process.exitValue());
        }
        return acknowledged;
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the child does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
