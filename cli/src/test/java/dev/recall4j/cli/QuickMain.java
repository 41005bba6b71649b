package dev.recall4j.cli;

/** The command in a process of its own, with a quick embedder. */
public final class QuickMain {

    private QuickMain() {}

    public static void main(String[] args) {
        QuietLogging.install();
        Console console = Console.ofSystem();
        int exitCode = Recall4jCommand.commandLine(console, Terminal.QUICK).execute(args);
        console.out().flush();
        System.exit(exitCode);
    }
}
