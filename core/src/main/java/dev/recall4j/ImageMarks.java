package dev.recall4j;

import dev.recall4j.model.Turn;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands in a turn for an image: one line such as {@code [image: two dogs on a beach]}, or
 * {@code [image]} if nothing is known of it. Whatever the words are, they cannot end the mark, nor
 * the line, nor pass for another mark. Pure and thread-safe.
 */
final class ImageMarks {

    private static final String NONE = "[image]";
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    /** What turns the direction of text around, and what cannot be seen; joiners are letters. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cf}&&[^\\u200C\\u200D]]");

    private static final Pattern MARK = Pattern.compile("\\[image(?:: [^\\[\\]]+)?]");

    private ImageMarks() {}

    static String of(@Nullable String words) {
        String line = words == null ? "" : oneLine(words);
        return line.isEmpty() ? NONE : "[image: %s]".formatted(line);
    }

    private static String oneLine(String words) {
        String spaced = SPACE.matcher(HIDDEN.matcher(words).replaceAll("")).replaceAll(" ");
        return spaced.replace('[', '(').replace(']', ')').strip();
    }

    /** The turn in words: its own, and below them a line for each image. */
    static Turn worded(Turn turn, List<String> marks) {
        return turn.inWords(above(turn) + String.join("\n", marks));
    }

    private static String above(Turn turn) {
        return turn.text().isBlank() ? "" : turn.text() + "\n";
    }

    /** Whether a text is what a turn may have been put into, whatever its images are said to be. */
    static boolean areIn(String text, Turn turn) {
        String said = above(turn);
        if (!text.startsWith(said)) {
            return false;
        }
        String rest = text.substring(said.length());
        return !rest.endsWith("\n")
                && rest.lines().count() == turn.images().size()
                && rest.lines().allMatch(line -> MARK.matcher(line).matches());
    }

    /** Whether there is nothing in a text but images that nothing is known of. */
    static boolean sayNothing(String text) {
        return text.lines().allMatch(NONE::equals);
    }
}
