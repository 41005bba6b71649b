package dev.recall4j;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Contexts inside of what is said. An application puts a context into a prompt, and often hands the
 * whole prompt over as what was said; drawn from again, a memory would become evidence for itself.
 * So each context opens with a line that marks it and says how many lines follow, such as {@code
 * [memory 12]}, and what it marks is blanked out before anything is drawn from a turn.
 *
 * <p>A mark hides no more than a context is: as many lines as it says, as long as they look like
 * those of a context, and the first of them is a day. So nothing has to be closed, a context that
 * was cut hides nothing behind it, and a mark in somebody's own words hides nothing. Pure and
 * thread-safe.
 */
final class MemoryBlocks {

    private static final Pattern MARK = Pattern.compile("\\[memory (\\d{1,6})]");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** What may stand before a line that is quoted in something else. */
    private static final Pattern MARGIN = Pattern.compile("^[\\s>|*#`]+");

    /** A mark inside a JSON string, with the day behind it. */
    private static final Pattern ESCAPED_MARK =
            Pattern.compile("\\[memory (\\d{1,6})](?:\\\\r)?\\\\n(?=\\d{4}-\\d{2}-\\d{2}\\\\)");

    private static final Pattern ESCAPED_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}\\\\");

    private MemoryBlocks() {}

    /** The line that opens a context of so many lines. */
    static String mark(int lines) {
        return "[memory %d]".formatted(lines);
    }

    /** The text with blanks in the place of contexts; of the same length. */
    static String blanked(String text) {
        if (!text.contains("[memory ")) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text);
        for (int start = 0; start < text.length(); ) {
            int end = endOfBlock(text, start);
            if (end > start) {
                blank(kept, start, end);
            }
            start = Math.max(end, endOfLine(text, start));
        }
        blankEscaped(text, kept);
        return kept.toString();
    }

    /** What a tool put out often has contexts in strings of JSON, on one line. */
    private static void blankEscaped(String text, StringBuilder kept) {
        Matcher mark = ESCAPED_MARK.matcher(text);
        for (int from = 0; mark.find(from); ) {
            int end = mark.end();
            int left = Integer.parseInt(mark.group(1));
            while (left > 0 && isEscapedLine(text, end)) {
                end = endOfEscapedLine(text, end);
                left--;
            }
            blank(kept, mark.start(), end);
            from = end;
        }
    }

    private static boolean isEscapedLine(String text, int start) {
        return text.startsWith(ContextLines.BULLET, start)
                || ESCAPED_DAY.matcher(text).region(start, text.length()).lookingAt();
    }

    /** Behind its line break, or where the string ends. */
    private static int endOfEscapedLine(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"', '\n' -> {
                    return i;
                }
                case '\\' -> {
                    i++;
                    if (text.startsWith("n", i)) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return text.length();
    }

    /** Where the context ends that begins with a line, or the start of the line if none does. */
    private static int endOfBlock(String text, int start) {
        int end = endOfLine(text, start);
        Matcher mark = MARK.matcher(line(text, start, end));
        if (!mark.matches() || !DAY.matcher(line(text, end, endOfLine(text, end))).matches()) {
            return start;
        }
        for (int left = Integer.parseInt(mark.group(1)); left > 0 && end < text.length(); left--) {
            int next = endOfLine(text, end);
            if (!isOfContext(line(text, end, next))) {
                break;
            }
            end = next;
        }
        return end;
    }

    private static boolean isOfContext(String line) {
        return line.startsWith(ContextLines.BULLET) || DAY.matcher(line).matches();
    }

    private static String line(String text, int start, int end) {
        return MARGIN.matcher(text.substring(start, end)).replaceFirst("").stripTrailing();
    }

    /** Behind its line break. */
    private static int endOfLine(String text, int start) {
        int at = text.indexOf('\n', start);
        return at < 0 ? text.length() : at + 1;
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
