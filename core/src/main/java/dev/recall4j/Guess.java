package dev.recall4j;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Role;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** As an assistant without a name is called, in the language of what was said. */
    private static final Pattern ASSISTANT =
            Pattern.compile(
                    "(?:(?:the|der|die|de|el|il|o|a|la) |l['\u2019])?(?:assistan\\p{L}*|assisten\\p{L}*|asistent\\p{L}*|\u0430\u0441\u0441\u0438\u0441\u0442\u0435\u043d\u0442)"
                            + "|\u52a9\u624b|\u30a2\u30b7\u30b9\u30bf\u30f3\u30c8|\uc5b4\uc2dc\uc2a4\ud134\ud2b8");

    private Guess() {}

    /**
     * @param quote the words that are to say it, with the sentence around them
     */
    static boolean isIt(String statement, String quote, HeardTurn heard) {
        return heard.turn().role() == Role.ASSISTANT
                && !isAboutItself(statement, heard)
                && SUPPOSES.matcher(quote.toLowerCase(Locale.ROOT)).find();
    }

    private static boolean isAboutItself(String statement, HeardTurn heard) {
        String lower = statement.toLowerCase(Locale.ROOT);
        return ASSISTANT.matcher(lower).lookingAt()
                || Stream.of(heard.turn().speaker(), heard.scope().agent())
                        .filter(Objects::nonNull)
                        .anyMatch(name -> beginsWith(lower, name.toLowerCase(Locale.ROOT)));
    }

    private static boolean beginsWith(String text, String name) {
        return text.startsWith(name)
                && (text.length() == name.length()
                        || !Character.isLetterOrDigit(text.codePointAt(name.length())));
    }
}
