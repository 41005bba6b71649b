package dev.recall4j.cli;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;
import java.util.Set;

/** Says what is wrong with a command line, in words of the one who typed it. */
final class Misuse {

    /** Labels of what is more than one word as a rule. */
    private static final Set<String> TEXTS = Set.of("TEXT", "QUERY");

    private Misuse() {}

    static String inWords(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return inWords(unmatched);
        }
        ArgSpec argument = e.getArgSpec();
        return argument != null && e.getCause() instanceof TypeConversionException problem
                ? "%s: %s".formatted(name(argument), problem.getMessage())
                : String.valueOf(e.getMessage());
    }

    private static String inWords(UnmatchedArgumentException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String first = e.getUnmatched().getFirst();
        if (e.isUnknownOption()) {
            return "Unknown option '%s'%s".formatted(first, nearest(e));
        }
        if (!command.subcommands().isEmpty()) {
            return "Unknown command '%s'%s".formatted(first, nearest(e));
        }
        return takesText(command)
                ? "The text is more than one word; put it in quotes: %s \"...\""
                        .formatted(command.qualifiedName())
                : "'%s' is too much for %s; leave it out.".formatted(first, command.name());
    }

    /** Those of picocli that begin alike: it takes serach for erase as well. */
    private static String nearest(UnmatchedArgumentException e) {
        String typed = e.getUnmatched().getFirst();
        List<String> suggestions =
                e.getSuggestions().stream()
                        .filter(word -> word.regionMatches(0, typed, 0, 1))
                        .toList();
        return suggestions.isEmpty()
                ? "."
                : "; did you mean %s?".formatted(String.join(" or ", suggestions));
    }

    private static boolean takesText(CommandSpec command) {
        return command.positionalParameters().stream()
                .anyMatch(parameter -> TEXTS.contains(parameter.paramLabel()));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
