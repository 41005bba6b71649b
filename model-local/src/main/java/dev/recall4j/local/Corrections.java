package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Word;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells sentences that set right what was said right before, and say nothing without it: "No, I
 * meant Porto", "sorry, Saturday, not Friday".
 */
final class Corrections {

    private static final String OPENING =
            "(?:(?:oh|ah|no|nope|wait|sorry|oops|whoops|hang on|hold on|actually|my bad|er|um|argh|correction)[,.!:]* )";

    private static final Pattern MEANT =
            Pattern.compile(
                    OPENING
                            + "*(?:i meant (?!to\\b|it\\b|that\\b|what\\b|well\\b)|make that |that should be |should be |should have (?:said|been) ).*");

    private static final Pattern NOT =
            Pattern.compile(
                    OPENING
                            + "+(?:[\\p{L}\\p{N}:'-]+ ?){1,5}, not (?:[\\p{L}\\p{N}:'-]+ ?){1,4}\\W*");

    private Corrections() {}

    static boolean opens(Sentence sentence) {
        String text =
                sentence.text()
                        .toLowerCase(Locale.ROOT)
                        .replace('\u2019', '\'')
                        .replaceAll("\\s+", " ");
        return MEANT.matcher(text).matches()
                || NOT.matcher(text).matches()
                        && !sentence.words().stream().anyMatch(Corrections::isSubject);
    }

    private static boolean isSubject(Word word) {
        return ThirdPerson.FIRST_PERSON.contains(word.lower()) || Doubts.isOtherPerson(word);
    }
}
