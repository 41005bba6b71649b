package dev.recall4j.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.model.ModelUse;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;
import dev.recall4j.spi.TokenCounter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands in for a language model that extracts: it answers with the facts that somebody wrote down
 * for a data set, and quotes the whole turn of each. It shows what extraction gives where the facts
 * are good, and what it costs; of a real model it says nothing. Asked how statements relate, it
 * says that all are compatible, so that rules decide alone. Thread-safe.
 */
public final class ObservationModel implements ChatModel {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, List<String>> factsByText;
    private final TokenCounter tokens;
    private final AtomicReference<ModelUse> use = new AtomicReference<>(ModelUse.NONE);

    /**
     * @param factsByText the facts of each turn, by its text
     * @param tokens what counts the tokens of prompts and answers
     */
    ObservationModel(Map<String, List<String>> factsByText, TokenCounter tokens) {
        this.factsByText = Map.copyOf(factsByText);
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "observations";
    }

    @Override
    public ChatAnswer answer(ChatRequest request) {
        ObjectNode answer = JSON.createObjectNode();
        List<JsonNode> pairs = PromptLines.with("pair", request);
        if (pairs.isEmpty()) {
            ArrayNode facts = answer.putArray("facts");
            PromptLines.with("turn", request).forEach(line -> addFacts(line, facts));
        } else {
            ArrayNode verdicts = answer.putArray("verdicts");
            pairs.forEach(pair -> addVerdict(pair, verdicts));
        }
        String text = answer.toString();
        long prompt = (long) tokens.count(request.system()) + tokens.count(request.user());
        ModelUse used = new ModelUse(1, prompt, 0, tokens.count(text), Duration.ZERO);
        use.accumulateAndGet(used, ModelUse::plus);
        return new ChatAnswer(text, false, used);
    }

    /** What it was used for so far. */
    public ModelUse use() {
        return Objects.requireNonNull(use.get());
    }

    private static void addVerdict(JsonNode pair, ArrayNode verdicts) {
        verdicts.addObject()
                .put("pair", pair.path("pair").asInt())
                .put("reasoning", "")
                .put("verdict", "compatible");
    }

    private void addFacts(JsonNode line, ArrayNode facts) {
        String said = line.path("text").asText();
        for (String fact : factsByText.getOrDefault(said, List.of())) {
            ObjectNode node =
                    facts.addObject()
                            .put("text", fact)
                            .put("about", line.path("speaker").asText())
                            .put("kind", "state")
                            .put("turn", line.path("turn").asInt())
                            .put("quote", said)
                            .putNull("from")
                            .putNull("to");
            node.putArray("categories");
        }
    }
}
