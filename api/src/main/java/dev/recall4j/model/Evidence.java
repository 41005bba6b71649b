package dev.recall4j.model;

/**
 * Where in the conversation a statement stands.
 *
 * @param turn the turn
 * @param start index of the first character of the span in the turn's text
 * @param end index behind the last character of the span
 */
public record Evidence(TurnId turn, int start, int end) {

    public Evidence {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }
}
