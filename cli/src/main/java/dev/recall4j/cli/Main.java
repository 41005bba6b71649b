package dev.recall4j.cli;

import java.time.Duration;

/** The {@code recall4j} command. */
public final class Main {

    /** Longer than most commands take, and not too long to wait for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Main() {}

    public static void main(String[] args) {
        QuietLogging.install();
        Console console = Console.ofSystem();
        Opening opening = Opening.EMBEDDED.patient(PATIENCE);
        int exitCode = Recall4jCommand.commandLine(console, opening).execute(args);
        console.out().flush();
        console.err().flush();
        System.exit(exitCode);
    }
}
