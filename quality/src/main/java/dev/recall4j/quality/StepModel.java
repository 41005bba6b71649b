package dev.recall4j.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.model.ModelUse;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Stands in for a language model where scenarios are played. Asked to extract, it answers with the
 * facts that the step being played comes with; asked how statements relate, as its {@link
 * StepRulings} say. It shows what Recall4j makes of good answers; of a real model it says nothing.
 * Thread-safe.
 */
public final class StepModel implements ChatModel {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ModelUse ONE_CALL = new ModelUse(1, 0, 0, 0, Duration.ZERO);

    private final StepRulings rulings;
    private volatile @Nullable Playing playing;

    private record Playing(Scenario scenario, Scenario.Step step) {}

    public StepModel(StepRulings rulings) {
        this.rulings = rulings;
    }

    StepRulings rulings() {
        return rulings;
    }

    /** From now on it answers for this step. */
    void set(Scenario scenario, Scenario.Step step) {
        playing = new Playing(scenario, step);
    }

    @Override
    public String name() {
        return "scenarios";
    }

    @Override
    public ChatAnswer answer(ChatRequest request) {
        Playing now = Objects.requireNonNull(playing, "no step is played");
        ObjectNode answer = JSON.createObjectNode();
        List<JsonNode> pairs = PromptLines.with("pair", request);
        if (pairs.isEmpty()) {
            addFacts(now.step(), PromptLines.with("turn", request), answer.putArray("facts"));
        } else {
            ArrayNode verdicts = answer.putArray("verdicts");
            pairs.forEach(pair -> addVerdict(now, pair, verdicts));
        }
        return new ChatAnswer(answer.toString(), false, ONE_CALL);
    }

    private static void addFacts(Scenario.Step step, List<JsonNode> lines, ArrayNode facts) {
        for (Scenario.Fact fact : step.facts()) {
            int number = number(step, fact.turn(), lines);
            if (number > 0) {
                ObjectNode node = JSON.valueToTree(fact);
                facts.add(node.put("turn", number));
            }
        }
    }

    /** The number that a turn of the step has in the prompt; 0 if it is not in it. */
    private static int number(Scenario.Step step, int turn, List<JsonNode> lines) {
        String wanted = spoken(step.turns().get(turn - 1));
        long before =
                step.turns().stream()
                        .limit(turn - 1)
                        .map(StepModel::spoken)
                        .filter(wanted::equals)
                        .count();
        return lines.stream()
                .filter(line -> wanted.equals(spoken(line)))
                .skip(before)
                .findFirst()
                .map(line -> line.path("turn").asInt())
                .orElse(0);
    }

    private static String spoken(Scenario.Line line) {
        return Objects.requireNonNullElse(line.speaker(), "") + ": " + line.text();
    }

    private static String spoken(JsonNode line) {
        return line.path("speaker").asText("") + ": " + line.path("text").asText();
    }

    private void addVerdict(Playing now, JsonNode pair, ArrayNode verdicts) {
        verdicts.addObject()
                .put("pair", pair.path("pair").asInt())
                .put("reasoning", "")
                .put("verdict", verdict(now, text(pair, "known"), text(pair, "heard")));
    }

    private String verdict(Playing now, String known, String heard) {
        return switch (rulings) {
            case NONE -> "compatible";
            case ORACLE ->
                    new StepOracle(now.scenario().type(), now.step().expect())
                            .verdict(known, heard);
        };
    }

    private static String text(JsonNode pair, String which) {
        return pair.path(which).path("text").asText();
    }
}
