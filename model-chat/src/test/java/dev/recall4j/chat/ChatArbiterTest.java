package dev.recall4j.chat;

import static dev.recall4j.chat.Conversing.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Arbiter.Arbitration;
import dev.recall4j.spi.Arbiter.Pair;
import dev.recall4j.spi.Arbiter.Ruling;
import dev.recall4j.spi.Arbiter.Statement;
import dev.recall4j.tck.ScriptedChatModel;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class ChatArbiterTest {

    private static final Instant THEN = Instant.parse("2023-01-02T03:04:05Z");
    private static final Instant NOW = Instant.parse("2024-05-08T12:00:00Z");
    private static final Pair ROME_OSLO =
            new Pair(
                    new Statement("Ana lives in Oslo", NOW, NOW),
                    new Statement("Ana lives in Rome", THEN, null));
    private static final Pair TEA =
            new Pair(
                    new Statement("Ana drinks tea", NOW, null),
                    new Statement("Ana likes coffee", THEN, null));

    private final ScriptedChatModel model = new ScriptedChatModel("acme/1");

    @Test
    void all_pairs_are_settled_in_one_call_and_in_their_order() {
        model.answers(
                """
                {"verdicts":[{"pair":2,"reasoning":"both","verdict":"compatible"},
                 {"pair":1,"reasoning":"moved","verdict":"change"},
                 {"pair":3,"reasoning":"","verdict":"same"},
                 {"pair":4,"reasoning":"","verdict":"correction"}]}
                """);

        Arbitration arbitration = settle(ROME_OSLO, TEA, TEA, TEA);

        assertThat(arbitration.rulings())
                .containsExactly(Ruling.CHANGE, Ruling.COMPATIBLE, Ruling.SAME, Ruling.CORRECTION);
        assertThat(arbitration.use()).isEqualTo(ScriptedChatModel.USE);
    }

    @Test
    void a_pair_is_given_with_its_times() {
        model.answers(verdicts("change"));

        settle(ROME_OSLO);

        assertThat(model.requests().getFirst().user())
                .isEqualTo(
                        """
                        {"pair":1,"known":{"said":"2023-01-02T03:04:05Z","text":"Ana lives in Rome"},"heard":{"said":"2024-05-08T12:00:00Z","since":"2024-05-08T12:00:00Z","text":"Ana lives in Oslo"}}
                        """);
    }

    @Test
    void pairs_without_a_usable_verdict_are_asked_once_more_and_no_others() {
        model.answers(verdicts("change", "unclear"))
                .answers(
                        """
                        ```json
                        {"verdicts":[{"pair":"2","verdict":"Same",}]}
                        ```
                        """);

        Arbitration arbitration = settle(ROME_OSLO, TEA);

        assertThat(arbitration.rulings()).containsExactly(Ruling.CHANGE, Ruling.SAME);
        assertThat(arbitration.use().calls()).isEqualTo(2);
        assertThat(lines(model.requests().get(1)))
                .satisfiesExactly(
                        line -> assertThat(line.path("pair").asInt()).isEqualTo(2),
                        line -> assertThat(line.path("problem").asText()).isNotEmpty());
    }

    @Test
    void a_pair_that_was_not_given_is_not_settled() {
        model.answers(verdicts("change", "same", "same")).answers(verdicts("change"));

        assertThat(settle(ROME_OSLO).rulings()).containsExactly(Ruling.CHANGE);
    }

    @Test
    void without_a_verdict_for_each_after_two_answers_the_model_is_unavailable() {
        model.answers("Hard to say about Ana.").answers(verdicts("change"));

        assertThatThrownBy(() -> settle(ROME_OSLO, TEA))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE))
                .hasMessageContaining("MISSING")
                .hasMessageNotContaining("Ana");
    }

    @Test
    void its_name_says_model_and_prompt() {
        assertThat(new ChatArbiter(model).name()).matches("acme/1 settle/1-[0-9a-f]{6}");
    }

    private Arbitration settle(Pair... pairs) {
        return new ChatArbiter(model).settle(List.of(pairs));
    }

    private static String verdicts(String... verdicts) {
        ArrayNode list = Conversing.JSON.createArrayNode();
        for (String verdict : verdicts) {
            list.addObject().put("pair", list.size()).put("reasoning", "r").put("verdict", verdict);
        }
        return Conversing.JSON.createObjectNode().set("verdicts", list).toString();
    }
}
