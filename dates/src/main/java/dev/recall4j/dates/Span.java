package dev.recall4j.dates;

/**
 * A stretch of a text.
 *
 * @param start index of its first character
 * @param end index behind its last character
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }

    public int length() {
        return end - start;
    }

    public Span shifted(int by) {
        return new Span(start + by, end + by);
    }

    public String in(String text) {
        return text.substring(start, end);
    }

    /** The same stretch without white space around it; may be empty. */
    public Span stripped(String text) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return new Span(from, to);
    }
}
