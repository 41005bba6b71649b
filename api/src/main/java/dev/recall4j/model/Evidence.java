package dev.recall4j.model;

import java.util.Objects;

/**
 * Where in the conversation a statement stands.
 *
 * @param turn the turn
 * @param start index of the first character of the span in the turn's text
 * @param end index behind the last character of the span
 */
public record Evidence(TurnId turn, int start, int end) {

    /**
     * @throws InvalidRequestException if the span ends before it begins, or begins before the text
     */
    public Evidence {
        Objects.requireNonNull(turn, "turn");
        if (start < 0 || end < start) {
            throw new InvalidRequestException(
                    "The span %,d..%,d in the turn %s is none; give a begin from 0 on, and an end not before it."
                            .formatted(start, end, turn));
        }
    }

    /**
     * Refuses a span that ends behind the text it stands in.
     *
     * @throws InvalidRequestException if it does
     */
    public void requireWithin(int textLength) {
        if (end > textLength) {
            throw new InvalidRequestException(
                    "The span %,d..%,d ends behind the turn %s, which has %,d characters."
                            .formatted(start, end, turn, textLength));
        }
    }
}
