package dev.recall4j.dates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word of a sentence: letters, digits and marks, with the apostrophes and hyphens inside them; or
 * a number with its separators ({@code 2023-05-07}, {@code 10,000}, {@code 7:30}).
 *
 * @param lower in lower case, with straight apostrophes
 * @param start index of its first character
 * @param end index behind its last character
 * @param capitalized whether it begins with an upper-case letter
 */
public record Word(String lower, int start, int end, boolean capitalized) {

    /** The words of a text, in order. */
    public static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = endOfWord(text, at);
            if (end > at) {
                words.add(word(text, at, end));
                at = end;
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return words;
    }

    private static Word word(String text, int start, int end) {
        String lower = text.substring(start, end).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return new Word(lower, start, end, Character.isUpperCase(text.codePointAt(start)));
    }

    private static int endOfWord(String text, int start) {
        int at = start;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!isWordCharacter(c) && !(at > start && isInnerMark(text, at))) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static boolean isWordCharacter(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isInnerMark(String text, int at) {
        if (at + 1 >= text.length()) {
            return false;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at + 1);
        return switch (text.charAt(at)) {
            case '\'', '\u2019' -> Character.isLetter(before) && Character.isLetter(after);
            case '-' -> Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
            case '.', ',', ':', '/' -> Character.isDigit(before) && Character.isDigit(after);
            default -> false;
        };
    }

    public boolean is(String other) {
        return lower.equals(other);
    }

    /** The word without {@code 's}. */
    public String withoutPossessive() {
        return lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
    }
}
