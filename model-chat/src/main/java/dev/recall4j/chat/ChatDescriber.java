package dev.recall4j.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.model.Image;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.Describer;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Has a language model that sees put images into words, one call for each image. An answer that
 * cannot be used is not asked for again, because somebody waits for it; it has no words then, and
 * what was wrong with it is logged by the names of its {@linkplain Flaw flaws}.
 *
 * <p>Thread-safe, if the model is, which is not closed by it.
 */
public final class ChatDescriber implements Describer {

    private static final Prompt PROMPT = Prompt.of("describe", 1);
    private static final ReplyReader READER = new ReplyReader("images");
    private static final int ANSWER_TOKENS = 1_000;

    /** More of what was said does not help to tell what matters in an image. */
    private static final int SAID_MAX = 2_000;

    private final ChatModel model;

    /**
     * @throws InvalidRequestException if the model does not see
     */
    public ChatDescriber(ChatModel model) {
        if (!model.sees()) {
            throw new InvalidRequestException(
                    "The model %s is given no images; take one that sees, or set sees-images if it does."
                            .formatted(model.name()));
        }
        this.model = model;
    }

    static Prompt prompt() {
        return PROMPT;
    }

    /**
     * @throws UnavailableException with {@code MODEL_UNAVAILABLE} if the model fails
     */
    @Override
    public Description describe(Image image, String beside, @Nullable String language) {
        Asking asking = new Asking(model, PROMPT, READER, ANSWER_TOKENS);
        Reply reply = asking.ask(about(image, beside, language), List.of(image.address()), 1);
        asking.note(reply.flaws());
        return new Description(words(reply), asking.use());
    }

    private static String about(Image image, String beside, @Nullable String language) {
        ObjectNode line = JsonLines.object();
        put(line, "said", beside.isBlank() ? null : cut(beside));
        put(line, "caption", image.caption());
        put(line, "language", language);
        return new JsonLines().add(line).text();
    }

    private static void put(ObjectNode line, String name, @Nullable String text) {
        if (text != null) {
            line.put(name, text);
        }
    }

    private static String cut(String text) {
        if (text.length() <= SAID_MAX) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(SAID_MAX - 1));
        return text.substring(0, splits ? SAID_MAX - 1 : SAID_MAX);
    }

    private static @Nullable String words(Reply reply) {
        String words =
                reply.entries().isEmpty()
                        ? ""
                        : reply.entries().getFirst().path("words").asText("");
        return words.isBlank() ? null : words;
    }
}
