package dev.recall4j.cli;

import dev.recall4j.model.InvalidRequestException;

import picocli.CommandLine.Option;

import java.util.Locale;
import java.util.Set;

/** Makes sure that what cannot be taken back is meant. */
final class Confirmation {

    private static final Set<String> YES = Set.of("y", "yes");
    private static final int ANSWER_LENGTH_MAX = 100;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /**
     * @throws InvalidRequestException if the answer is not yes, or nobody can be asked
     */
    void require(Console console, String question) {
        if (yes) {
            return;
        }
        if (!console.interactive()) {
            throw new InvalidRequestException(
                    "This needs a yes; run it in a terminal, or add --yes if it is meant.");
        }
        console.err().print(question + " [y/N] ");
        console.err().flush();
        String answer = Input.line(console.in(), ANSWER_LENGTH_MAX);
        if (!YES.contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new InvalidRequestException("Nothing was changed: the answer was not yes.");
        }
    }
}
