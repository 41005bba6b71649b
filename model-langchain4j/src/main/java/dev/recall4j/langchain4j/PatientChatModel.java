package dev.recall4j.langchain4j;

import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

/**
 * A language model that is waited for no longer than {@link Patience} says, asked again where that
 * helps, and left alone while it keeps failing. Thread-safe, if the model is.
 *
 * <p>The latency of an answer is that of the attempt that gave it. Failures say model, kind and
 * what to do, and have no text of request, answer or key; neither have their causes, if the model
 * is a {@link LangChainChatModel}.
 */
public final class PatientChatModel implements ChatModel {

    private final ChatModel model;
    private final PatientCalls calls;

    /**
     * @param model closed with this one
     */
    public PatientChatModel(ChatModel model, Patience patience) {
        this(model, new PatientCalls(model.name(), patience));
    }

    PatientChatModel(ChatModel model, PatientCalls calls) {
        this.model = model;
        this.calls = calls;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public boolean sees() {
        return model.sees();
    }

    @Override
    public ChatAnswer answer(ChatRequest request) {
        return calls.call(() -> model.answer(request));
    }

    /** Calls under way fail with {@code CLOSED}. */
    @Override
    public void close() {
        calls.close();
        model.close();
    }
}
