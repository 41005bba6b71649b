package dev.recall4j.chat;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks a model under one prompt and adds up what it costs. For one thread. */
final class Asking {

    private static final System.Logger LOG = System.getLogger(Asking.class.getName());

    private final ChatModel model;
    private final Prompt prompt;
    private final ReplyReader reader;
    private final int answerTokens;
    private ModelUse use = ModelUse.NONE;

    Asking(ChatModel model, Prompt prompt, ReplyReader reader, int answerTokens) {
        this.model = model;
        this.prompt = prompt;
        this.reader = reader;
        this.answerTokens = answerTokens;
    }

    Reply ask(String user, int entriesMax) {
        return ask(user, List.of(), entriesMax);
    }

    /**
     * @param images to look at; the model sees
     */
    Reply ask(String user, List<URI> images, int entriesMax) {
        ChatAnswer answer = model.answer(prompt.request(user, images, answerTokens));
        use = use.plus(answer.use());
        return reader.read(answer.text(), answer.cutShort(), entriesMax);
    }

    /** Notes what was wrong with an answer; flaws say nothing of its text. */
    void note(Set<Flaw> flaws) {
        if (!flaws.isEmpty()) {
            boolean harms = flaws.stream().anyMatch(Flaw::harms);
            LOG.log(harms ? WARNING : DEBUG, "Answer of {0}: {1}", model.name(), flaws);
        }
    }

    /** What is told to the model of an answer that has to be given again. */
    static String problem(Set<Flaw> flaws) {
        return new TreeSet<>(flaws)
                .stream().filter(Flaw::harms).map(Flaw::sentence).collect(Collectors.joining("; "));
    }

    UnavailableException givenUp(Set<Flaw> flaws) {
        String outcomes =
                new TreeSet<>(flaws)
                        .stream()
                                .filter(Flaw::harms)
                                .map(Flaw::name)
                                .collect(Collectors.joining(", "));
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "The model %s was asked twice under %s, and its answers could not be used: %s; try later, or another model."
                        .formatted(model.name(), prompt.name(), outcomes));
    }

    ModelUse use() {
        return use;
    }
}
