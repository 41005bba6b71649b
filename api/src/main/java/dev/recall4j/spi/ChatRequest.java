package dev.recall4j.spi;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * One question to a language model.
 *
 * @param system what the model is to do; the same from call to call, so that providers can cache it
 * @param user what it is to do it with
 * @param schema the JSON schema of the answer, as JSON text, or null if the answer is plain text. A
 *     model that cannot be held to one is still told to answer in JSON by the system text
 * @param images addresses of images to look at, {@code https:} or {@code data:}; empty unless the
 *     model {@linkplain ChatModel#sees() sees}
 * @param answerTokens at most so many tokens of answer; positive
 */
public record ChatRequest(
        String system, String user, @Nullable String schema, List<URI> images, int answerTokens) {

    public ChatRequest {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(user, "user");
        images = List.copyOf(images);
        if (answerTokens < 1) {
            throw new IllegalArgumentException("an answer has at least one token");
        }
    }

    /** Lengths only. */
    @Override
    public String toString() {
        return "ChatRequest[system=%d characters, user=%d characters]"
                .formatted(system.length(), user.length());
    }
}
