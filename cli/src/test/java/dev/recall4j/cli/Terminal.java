package dev.recall4j.cli;

import dev.recall4j.tck.HashingEmbedder;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Types commands, and keeps what they print. The engine is the real one; only its embedder is
 * quick.
 */
final class Terminal {

    static final Opening QUICK =
            (data, settings) ->
                    settings.embedder() instanceof Opening.EmbedderChoice.Recorded
                            ? settings.builder(data).embedder(new HashingEmbedder()).open()
                            : Opening.EMBEDDED.open(data, settings);

    private final Path data;
    private Opening opening = QUICK;
    private Set<String> terminals = Set.of();
    private Map<String, String> environment = Map.of();
    private byte[] input = {};
    private @Nullable OutputStream output;

    Terminal(Path data) {
        this.data = data;
    }

    /** What a command did. */
    record Said(int exitCode, String out, String err) {}

    /** Somebody sits there, and will type this. */
    Terminal interactive(String answers) {
        terminals = Set.of("in", "err");
        return input(answers);
    }

    /** These are the only variables. */
    Terminal environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Terminal opening(Opening other) {
        opening = other;
        return this;
    }

    /** What is printed goes there, in place of into what was said. */
    Terminal output(OutputStream other) {
        output = other;
        return this;
    }

    Terminal input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    Terminal input(byte[] bytes) {
        input = bytes;
        return this;
    }

    /** Runs a command on the data directory. */
    Said run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return runBare(all.toArray(String[]::new));
    }

    /** Runs a command, and fails unless it is done. */
    String done(String... arguments) {
        Said said = run(arguments);
        if (said.exitCode() != 0) {
            throw new AssertionError("exit code %d: %s".formatted(said.exitCode(), said.err()));
        }
        return said.out();
    }

    /** Runs exactly this. */
    Said runBare(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Output printed = new Output(output == null ? out : output);
        int exitCode = commandLine(printed, new PrintWriter(err)).execute(arguments);
        printed.flush();
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    private CommandLine commandLine(Output out, PrintWriter err) {
        Console console =
                new Console(new ByteArrayInputStream(input), out, err, terminals, environment);
        return Recall4jCommand.commandLine(console, opening);
    }

    static CommandLine anyCommandLine() {
        return new Terminal(Path.of("unused"))
                .commandLine(
                        new Output(OutputStream.nullOutputStream()),
                        new PrintWriter(new StringWriter()));
    }
}
