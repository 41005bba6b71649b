package dev.recall4j;

import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells what an assistant only supposes, suggests or asks about somebody from what it knows of
 * itself. Pure and thread-safe.
 */
final class Guess {

    private static final Pattern SUPPOSES =
            Pattern.compile(
                    "(?<!\\p{L})(?:(?:you|your|you['\u2019]re|you['\u2019]d|you['\u2019]ll|u)\\b.{0,200}\\b(?:might|may|must|could|should|would|probably|perhaps|maybe|likely|seem|sound|guess|assume)"
                            + "|(?:might|may|must|could|should|would|probably|perhaps|maybe|likely|seems?|sounds?|looks? like|i (?:guess|assume|suppose|think|bet|imagine|recommend|suggest)|consider|try|how about|what about|why not|if)\\b.{0,200}\\byou"
                            + "|how about|what about|why don['\u2019]t you|have you (?:tried|considered|thought)"
                            + "|vielleicht|wahrscheinlich|vermutlich|bestimmt|k\u00f6nntest|k\u00f6nnten|solltest|sollten"
                            + "|peut-\u00eatre|probablement|sans doute|devriez|devrais|pourriez|pourrais"
                            + "|quiz\u00e1s?|tal vez|probablemente|seguramente|deber\u00edas|podr\u00edas"
                            + "|talvez|provavelmente|deveria|poderia|forse|probabilmente|dovresti|potresti|misschien|waarschijnlijk"
                            + "|\u043c\u043e\u0436\u0435\u0442 \u0431\u044b\u0442\u044c|\u043d\u0430\u0432\u0435\u0440\u043d\u043e\u0435|\u0432\u043e\u0437\u043c\u043e\u0436\u043d\u043e)"
                            + "|也许|可能|或许|大概|かもしれ|でしょう|たぶん|아마|[?\uFF1F\u061F]\\s*$");

    private Guess() {}

    /**
     * @param quote the words that are to say it, with the sentence around them
     */
    static boolean isIt(String statement, String quote, Turn turn) {
        return turn.role() == Role.ASSISTANT
                && !isAboutItself(statement, turn)
                && SUPPOSES.matcher(quote.toLowerCase(Locale.ROOT)).find();
    }

    private static boolean isAboutItself(String statement, Turn turn) {
        String lower = statement.toLowerCase(Locale.ROOT);
        return lower.startsWith("assistant")
                || lower.startsWith("the assistant")
                || (turn.speaker() != null
                        && lower.startsWith(turn.speaker().toLowerCase(Locale.ROOT)));
    }
}
