package dev.recall4j.local;

import dev.recall4j.dates.Sentence;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells what is marked as not meant: "I'm moving to Mars /s", "I bought a yacht. Just kidding!".
 * Only marks are read, never the tone. "No joke" and "joking aside" say the contrary.
 */
final class NotMeant {

    private static final String LAUGH = "(?:lol|lmao|(?:ha)+h?|(?:he)+h?)";

    private static final String KIDDING =
            "(?:(?:just|only|i'm|im|i am|i was|totally|obviously|ok|okay|nah|no|oh|well|but|and|"
                    + LAUGH
                    + ")[,.! ]+)*"
                    + "(?:jk|j/k|kidding|joking|april fool'?s?|psych|that was (?:a joke|sarcasm))\\b"
                    + "(?! (?:aside|apart|around|about|with|you not))";

    private static final Pattern SARCASM =
            Pattern.compile(".*(?:(?<!\\S)/s(?:arcasm)?|#sarcasm|[(*<]sarcasm[)*>])(?!\\p{L}).*");

    private static final Pattern TAKES_BACK = Pattern.compile(KIDDING + ".*");

    private static final Pattern ENDS_WITH_MARK =
            Pattern.compile(
                    ".*(?:[,.;!(\u2026)\u2013\u2014-]\\s*|\\s(?=(?:"
                            + LAUGH
                            + "\\s)?jk)|\\s(?=(?:just|only) (?:kidding|joking)))"
                            + KIDDING
                            + "[^\\p{L}]*"
                            + LAUGH
                            + "?[^\\p{L}]*");

    private static final Pattern MARK_ALONE =
            Pattern.compile("(?:/s|" + KIDDING + ")[^\\p{L}]*" + LAUGH + "?[^\\p{L}]*");

    private NotMeant() {}

    /** Whether a sentence is marked as not meant itself. */
    static boolean says(Sentence sentence) {
        String text = plain(sentence);
        return SARCASM.matcher(text).matches()
                || !TAKES_BACK.matcher(text).matches() && ENDS_WITH_MARK.matcher(text).matches();
    }

    /** Whether a sentence marks the one before it as not meant. */
    static boolean takesBack(Sentence sentence) {
        String text = plain(sentence);
        return text.startsWith("/s") || TAKES_BACK.matcher(text).matches();
    }

    /** Whether a sentence is nothing but such a mark. */
    static boolean isMark(Sentence sentence) {
        return MARK_ALONE.matcher(plain(sentence)).matches();
    }

    private static String plain(Sentence sentence) {
        return sentence.text()
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replaceAll("\\s+", " ");
    }
}
