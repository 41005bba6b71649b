package dev.recall4j.model;

import java.util.Objects;

/**
 * Where in the conversation a statement stands, as somebody says: only the turn's text tells
 * whether there is such a span.
 *
 * @param turn the turn
 * @param start index of the first character of the span in the turn's text
 * @param end index behind the last character of the span
 */
public record Evidence(TurnId turn, int start, int end) {

    public Evidence {
        Objects.requireNonNull(turn, "turn");
    }

    /** Whether it is a span of a text, empty or not. */
    public boolean isWithin(int textLength) {
        return 0 <= start && start <= end && end <= textLength;
    }

    /**
     * Refuses a span that is not in the text it is said to stand in.
     *
     * @throws InvalidRequestException if it is not
     */
    public void requireWithin(int textLength) {
        if (!isWithin(textLength)) {
            throw new InvalidRequestException(
                    "The span %,d..%,d is not in the turn %s, which has %,d characters."
                            .formatted(start, end, turn, textLength));
        }
    }
}
