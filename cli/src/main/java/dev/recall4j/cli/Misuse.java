package dev.recall4j.cli;

import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what is wrong with a command line, in words of the one who typed it. */
final class Misuse {

    /** Labels of what is more than one word as a rule. */
    private static final Set<String> TEXTS = Set.of("TEXT", "QUERY");

    private static final String TEXT_WITH_HYPHEN = "; put -- before a text that begins with -.";

    /** What somebody may have meant for an option. */
    private static final Pattern OPTION = Pattern.compile("--?[a-zA-Z][\\w-]*(=.*)?");

    private Misuse() {}

    static String inWords(ParameterException e, String[] args) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> inWords(unmatched);
            case MissingParameterException missing when tookTextForOption(missing, args) ->
                    missing.getMessage() + TEXT_WITH_HYPHEN;
            default -> inWords(e);
        };
    }

    /** A text is missing, and there is a word that looks like an option and is none. */
    private static boolean tookTextForOption(MissingParameterException e, String[] args) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        return takesText(command)
                && Arrays.stream(args)
                        .filter(word -> word.startsWith("-") && !word.equals(Input.STANDARD))
                        .anyMatch(word -> !isOption(command, word));
    }

    private static boolean isOption(CommandSpec command, String word) {
        int end = word.indexOf('=');
        return command.optionsMap().containsKey(end < 0 ? word : word.substring(0, end));
    }

    private static String inWords(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        return argument != null && e.getCause() instanceof TypeConversionException problem
                ? "%s: %s".formatted(name(argument), problem.getMessage())
                : String.valueOf(e.getMessage());
    }

    private static String inWords(UnmatchedArgumentException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String first = e.getUnmatched().getFirst();
        if (e.isUnknownOption()) {
            boolean text = takesText(command) && !OPTION.matcher(first).matches();
            return "Unknown option '%s'%s".formatted(first, text ? TEXT_WITH_HYPHEN : nearest(e));
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
