package dev.recall4j.langchain4j;

import dev.recall4j.model.RecallException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;
import dev.recall4j.spi.Embedder;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a model did when it was tried with a constant question.
 *
 * @param model its name, provider and model
 * @param works whether it can be used
 * @param latency how long it took to be opened and to answer
 * @param dimension of an embedder's vectors; null for a language model, and for one that does not
 *     work
 * @param finding what is wrong and what to do, or how well it did; for people
 */
public record ModelTrial(
        String model,
        boolean works,
        Duration latency,
        @Nullable Integer dimension,
        String finding) {

    private static final ChatRequest QUESTION =
            new ChatRequest(
                    "Answer with a JSON object that has one key, sum, whose value is a number.",
                    "What is two and two?",
                    """
                    {"type":"object","properties":{"sum":{"type":"integer"}},\
                    "required":["sum"],"additionalProperties":false}\
                    """,
                    List.of(),
                    2_000);

    private static final String PASSAGE = "The night train to Lisbon leaves at nine.";

    /** Opens the model, asks it once for an answer with a schema, and closes it. Never throws. */
    public static ModelTrial of(ChatSettings settings) {
        return timed(
                settings.model().name(),
                () -> {
                    try (ChatModel model = Models.chat(settings)) {
                        return judged(model.answer(QUESTION));
                    }
                });
    }

    /** Opens the embedder, gives it one sentence, and closes it. Never throws. */
    public static ModelTrial of(EmbeddingSettings settings) {
        return timed(
                settings.model().name(),
                () -> {
                    try (Embedder embedder = Models.embedder(settings)) {
                        int dimension = embedder.embedPassages(List.of(PASSAGE)).getFirst().length;
                        return new Outcome(true, dimension, "It gives vectors.");
                    }
                });
    }

    private record Outcome(boolean works, @Nullable Integer dimension, String finding) {}

    private static ModelTrial timed(String model, Supplier<Outcome> trial) {
        long start = System.nanoTime();
        Outcome outcome;
        try {
            outcome = trial.get();
        } catch (RecallException e) {
            outcome = new Outcome(false, null, String.valueOf(e.getMessage()));
        }
        Duration latency = Duration.ofNanos(System.nanoTime() - start);
        return new ModelTrial(model, outcome.works, latency, outcome.dimension, outcome.finding);
    }

    private static Outcome judged(ChatAnswer answer) {
        if (answer.cutShort()) {
            return new Outcome(
                    false,
                    null,
                    "Its answer broke off after %,d tokens; take a model that thinks less."
                            .formatted(QUESTION.answerTokens()));
        }
        if (!answer.text().contains("{")) {
            return new Outcome(
                    false,
                    null,
                    "It answers, but not in JSON; set structured-output to json-schema or json, or"
                            + " take another model.");
        }
        return new Outcome(true, null, "It answers in JSON.");
    }
}
