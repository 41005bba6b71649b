package dev.recall4j.spi;

import dev.recall4j.model.ModelUse;

import java.util.Objects;

/**
 * What a language model answered.
 *
 * @param text its words as they came
 * @param cutShort whether they end because they reached the limit of tokens
 * @param use what it cost
 */
public record ChatAnswer(String text, boolean cutShort, ModelUse use) {

    public ChatAnswer {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(use, "use");
    }

    /** The length and the cost only. */
    @Override
    public String toString() {
        return "ChatAnswer[text=%d characters, cutShort=%s, use=%s]"
                .formatted(text.length(), cutShort, use);
    }
}
