package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatRequest;

import org.junit.jupiter.api.Test;

import java.util.List;

class ScriptedChatModelTest {

    private static final ChatRequest FIRST = request("first");
    private static final ChatRequest SECOND = request("second");

    @Test
    void it_answers_and_fails_in_the_order_of_its_script() {
        ScriptedChatModel model = new ScriptedChatModel().answers("one").isDown().isCutShort("thr");

        assertThat(model.answer(FIRST).text()).isEqualTo("one");
        assertThatThrownBy(() -> model.answer(FIRST))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE));
        assertThat(model.answer(FIRST).cutShort()).isTrue();
    }

    @Test
    void it_remembers_what_it_was_asked_failures_included() {
        ScriptedChatModel model = new ScriptedChatModel().answers("one").isDown();

        model.answer(FIRST);
        assertThatThrownBy(() -> model.answer(SECOND)).isInstanceOf(UnavailableException.class);

        assertThat(model.requests()).containsExactly(FIRST, SECOND);
        assertThat(model.calls()).isEqualTo(2);
    }

    @Test
    void a_request_behind_the_end_of_the_script_fails_the_test_and_is_not_repeated() {
        assertThatThrownBy(() -> new ScriptedChatModel().answer(FIRST))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("once more than its script")
                .hasMessageNotContaining("first");
    }

    @Test
    void behind_the_end_of_the_script_it_may_answer_by_what_it_is_asked() {
        ScriptedChatModel model =
                new ScriptedChatModel().answers("one").otherwise(ChatRequest::user);

        model.answer(FIRST);

        assertThat(model.answer(SECOND).text()).isEqualTo("second");
    }

    @Test
    void a_closed_model_answers_no_more() {
        ScriptedChatModel model = new ScriptedChatModel().answers("one");

        model.close();

        assertThat(model.isClosed()).isTrue();
        assertThatThrownBy(() -> model.answer(FIRST))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }

    private static ChatRequest request(String user) {
        return new ChatRequest("system", user, null, List.of(), 100);
    }
}
