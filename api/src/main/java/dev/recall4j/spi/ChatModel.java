package dev.recall4j.spi;

/**
 * A language model that answers one request with one text. Thread-safe, and free of side effects on
 * what is remembered.
 *
 * <p>Who asks it believes nothing of an answer that was not checked against what was said. It
 * bounds its own time: a call returns or fails, however the model behaves.
 *
 * <p>Errors: {@link dev.recall4j.model.UnavailableException} with {@code MODEL_UNAVAILABLE} if the
 * model cannot be reached, refused the request, or did not answer in time; with {@code CLOSED}
 * after closing. No message holds a request or an answer, which providers repeat in their errors.
 */
public interface ChatModel extends AutoCloseable {

    /**
     * Provider and model, such as {@code openai/gpt-5-mini}; part of a memory's provenance. Always
     * the same, not blank, at most 64 characters.
     */
    String name();

    /** Whether it can be given images. */
    default boolean sees() {
        return false;
    }

    ChatAnswer answer(ChatRequest request);

    /** Releases the model. Closing twice does no harm. */
    @Override
    default void close() {}
}
