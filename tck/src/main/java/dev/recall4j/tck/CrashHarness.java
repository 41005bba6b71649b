package dev.recall4j.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a child JVM that acknowledges what it did, one line each on standard output, and kills it
 * with SIGKILL. What was acknowledged before the kill is what must be found after it.
 */
public final class CrashHarness {

    private static final int PATIENCE_SECONDS = 120;

    private final Class<?> child;
    private final List<String> arguments;

    /**
     * @param child a class with a main method
     * @param arguments of its main method
     */
    public CrashHarness(Class<?> child, List<String> arguments) {
        this.child = child;
        this.arguments = List.copyOf(arguments);
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
        return run(Integer.MAX_VALUE);
    }

    /** For the child: ends this JVM at once, without shutdown hooks, flushes or finally blocks. */
    public static void die() {
        Runtime.getRuntime().halt(137);
    }

    /** For the child: says that something is done and must survive. */
    public static void acknowledge(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private List<String> run(int acknowledgements) {
        try {
            Process process = start();
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
                // SIGKILL; lines that are in the pipe already were acknowledged too.
                process.destroyForcibly();
            }
        }
        await(process);
        if (acknowledged.size() < acknowledgements && process.exitValue() != 137) {
            throw new AssertionError("the child ended by itself with " + process.exitValue());
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

    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xshare:auto");
        command.add("-Xmx256m");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(classPath());
        command.add(child.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Tests run on the module path; the child needs all of it, and the class path. */
    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String property :
                List.of("surefire.test.class.path", "jdk.module.path", "java.class.path")) {
            String value = System.getProperty(property, "");
            if (!value.isEmpty()) {
                parts.add(value);
            }
        }
        return String.join(System.getProperty("path.separator"), parts);
    }
}
