package dev.recall4j.cli;

import org.jspecify.annotations.Nullable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Objects;

/** {@code completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        usageHelpWidth = Recall4jCommand.WIDTH,
        description = {
            "Prints a script that completes commands and options in bash and zsh.",
            "To use it: source <(recall4j completion)"
        })
final class CompletionCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec own = Objects.requireNonNull(spec);
        own.commandLine()
                .getOut()
                .print(AutoComplete.bash(Recall4jCommand.NAME, own.root().commandLine()));
        own.commandLine().getOut().flush();
    }
}
