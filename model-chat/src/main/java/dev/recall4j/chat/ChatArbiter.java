package dev.recall4j.chat;

import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Arbiter;
import dev.recall4j.spi.ChatModel;

import java.util.List;

/**
 * Has a language model say how statements relate. All pairs go into one call; those that it gives
 * no usable verdict on are asked once more.
 *
 * <p>The name is that of the model and of the prompt, such as {@code openai/gpt-5-mini
 * settle/1-3f2a9c}. Thread-safe, if the model is, which is not closed by it.
 */
public final class ChatArbiter implements Arbiter {

    private static final Prompt PROMPT = Prompt.of("settle", 1);
    private static final ReplyReader READER = new ReplyReader("verdicts");
    private static final int TOKENS_FOR_EACH = 150;
    private static final int TOKENS_MIN = 500;

    private final ChatModel model;

    public ChatArbiter(ChatModel model) {
        this.model = model;
    }

    static Prompt prompt() {
        return PROMPT;
    }

    @Override
    public String name() {
        return PROMPT.nameWith(model);
    }

    /**
     * @throws UnavailableException with {@code MODEL_UNAVAILABLE} if the model fails, or if its
     *     second answer cannot be used either; the message names the {@link Flaw}
     */
    @Override
    public Arbitration settle(List<Pair> pairs) {
        int answerTokens = TOKENS_MIN + TOKENS_FOR_EACH * pairs.size();
        return new Settlement(pairs, new Asking(model, PROMPT, READER, answerTokens)).settle();
    }
}
