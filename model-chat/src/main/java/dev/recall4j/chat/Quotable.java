package dev.recall4j.chat;

import org.jspecify.annotations.Nullable;

/**
 * A text in which quotes are found although a model wrote them a little differently: with other
 * white space, another case, or plain quotation marks, apostrophes and dashes in the place of
 * typographic ones. Immutable.
 */
final class Quotable {

    /**
     * A stretch of the text.
     *
     * @param end index behind its last character
     */
    record Span(int start, int end) {}

    private final String plain;

    /** Where each character of the plain text begins and ends in the text as it is. */
    private final int[] starts;

    private final int[] ends;

    Quotable(String text) {
        StringBuilder written = new StringBuilder(text.length());
        int[] from = new int[text.length()];
        int[] to = new int[text.length()];
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            int before = written.length();
            append(written, codePoint);
            for (int k = before; k < written.length(); k++) {
                from[k] = i;
                to[k] = end;
            }
        }
        this.plain = written.toString();
        this.starts = from;
        this.ends = to;
    }

    /** Where a quote stands first, or null if it does not stand there. */
    @Nullable Span find(String quote) {
        String wanted = plain(quote).strip();
        Span exact = locate(wanted);
        return exact != null ? exact : locate(withoutEdges(wanted));
    }

    private @Nullable Span locate(String wanted) {
        int at = wanted.isEmpty() ? -1 : plain.indexOf(wanted);
        return at < 0 ? null : new Span(starts[at], ends[at + wanted.length() - 1]);
    }

    /**
     * Without marks around it: models put quotes in quotation marks, and close them with a stop.
     */
    private static String withoutEdges(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isMark(text.charAt(start))) {
            start++;
        }
        while (end > start && isMark(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isMark(char c) {
        return ".,;:!?'\"- \u2026\u3002".indexOf(c) >= 0;
    }

    private static String plain(String text) {
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(written, codePoint));
        return written.toString();
    }

    /** No more characters than the code point has itself. */
    private static void append(StringBuilder written, int codePoint) {
        if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
            if (written.isEmpty() || written.charAt(written.length() - 1) != ' ') {
                written.append(' ');
            }
        } else if (Character.getType(codePoint) != Character.FORMAT) {
            int lower = Character.toLowerCase(Character.toUpperCase(ascii(codePoint)));
            written.appendCodePoint(lower);
        }
    }

    private static int ascii(int codePoint) {
        return switch (codePoint) {
            case '\u2018', '\u2019', '\u201A', '\u201B', '\u2032', '\u02BC', '\u00B4', '`' -> '\'';
            case '\u201C', '\u201D', '\u201E', '\u201F', '\u2033', '\u00AB', '\u00BB' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
            default -> codePoint;
        };
    }
}
