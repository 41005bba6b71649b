package dev.recall4j.cli;

/** The {@code recall4j} command. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        QuietLogging.install();
        Console console = Console.ofSystem();
        int exitCode = Recall4jCommand.commandLine(console, Opening.EMBEDDED).execute(args);
        console.out().flush();
        console.err().flush();
        System.exit(exitCode);
    }
}
