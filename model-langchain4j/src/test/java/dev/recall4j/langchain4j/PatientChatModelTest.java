package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Patience around a language model that has nothing to do with LangChain4j. */
@Timeout(60)
class PatientChatModelTest {

    private static final ChatRequest REQUEST =
            new ChatRequest("Be short.", "Ana's safe?", null, List.of(), 50);
    private static final ChatAnswer ANSWER = new ChatAnswer("Tea.", false, ModelUse.NONE);
    private static final Patience QUICK = Patience.defaults().withFirstPause(Duration.ofMillis(1));

    private static final class Model implements ChatModel {

        private final IntFunction<ChatAnswer> answers;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger closings = new AtomicInteger();

        /**
         * @param answers by how many calls there were before
         */
        Model(IntFunction<ChatAnswer> answers) {
            this.answers = answers;
        }

        @Override
        public String name() {
            return "house/m";
        }

        @Override
        public boolean sees() {
            return true;
        }

        @Override
        public ChatAnswer answer(ChatRequest request) {
            return answers.apply(calls.getAndIncrement());
        }

        @Override
        public void close() {
            closings.incrementAndGet();
        }
    }

    @Test
    void a_failure_that_does_not_say_its_kind_is_taken_for_passing() {
        Model model =
                new Model(before -> {
                    if (before < 2) {
                        throw new UnavailableException(ErrorCode.MODEL_UNAVAILABLE, "not now");
                    }
                    return ANSWER;
                });
        try (ChatModel patient = new PatientChatModel(model, QUICK)) {
            assertThat(patient.answer(REQUEST)).isSameAs(ANSWER);
        }
        assertThat(model.calls).hasValue(3);
    }

    @Test
    void an_exception_of_any_other_kind_is_told_without_its_words_and_not_repeated() {
        Model model =
                new Model(before -> {
                    throw new IllegalStateException("cannot answer: Ana's safe?");
                });
        try (ChatModel patient = new PatientChatModel(model, QUICK)) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> patient.answer(REQUEST))
                    .withMessage(
                            "The model house/m failed with a IllegalStateException; try it by itself.");
        }
        assertThat(model.calls).hasValue(1);
    }

    @Test
    void it_is_the_model_that_it_stands_around_and_closes_it() {
        Model model = new Model(before -> ANSWER);
        ChatModel patient = new PatientChatModel(model, QUICK);

        assertThat(patient.name()).isEqualTo("house/m");
        assertThat(patient.sees()).isTrue();
        patient.close();

        assertThat(model.closings).hasValue(1);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> patient.answer(REQUEST))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }
}
