package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** A chat model that a user made herself. */
class LangChainChatModelTest {

    private static final String SCHEMA = "{\"type\":\"object\"}";
    private static final dev.recall4j.spi.ChatRequest REQUEST =
            new dev.recall4j.spi.ChatRequest("Be short.", "Ana's safe?", SCHEMA, List.of(), 50);

    private static final class Model
            implements dev.langchain4j.model.chat.ChatModel, AutoCloseable {

        private final AtomicInteger closings = new AtomicInteger();
        private Function<ChatRequest, ChatResponse> answer =
                request -> ChatResponse.builder().aiMessage(AiMessage.from("Tea.")).build();
        private Set<Capability> capabilities = Set.of();
        private @Nullable ChatRequest asked;

        @Override
        public ChatResponse doChat(ChatRequest request) {
            asked = request;
            return answer.apply(request);
        }

        @Override
        public Set<Capability> supportedCapabilities() {
            return capabilities;
        }

        @Override
        public void close() {
            closings.incrementAndGet();
        }
    }

    private final Model model = new Model();

    @Test
    void a_model_that_can_keep_a_schema_is_given_it() {
        model.capabilities = Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);

        ask();

        ResponseFormat format = Objects.requireNonNull(model.asked).responseFormat();
        assertThat(format.jsonSchema().rootElement()).isEqualTo(JsonRawSchema.from(SCHEMA));
        assertThat(model.asked.parameters().maxOutputTokens()).isEqualTo(50);
    }

    @Test
    void a_model_that_says_nothing_of_schemas_is_held_by_the_prompt() {
        ask();

        assertThat(Objects.requireNonNull(model.asked).responseFormat()).isNull();
    }

    @Test
    void tokens_are_counted_as_far_as_the_model_tells_them() {
        assertThat(ask().use().promptTokens()).isZero();

        model.answer =
                request ->
                        ChatResponse.builder()
                                .aiMessage(AiMessage.from("Tea."))
                                .tokenUsage(new TokenUsage(12, null))
                                .build();
        assertThat(ask().use().promptTokens()).isEqualTo(12);
        assertThat(ask().use().answerTokens()).isZero();
    }

    static Stream<Arguments> failures() {
        String text = "Ana's safe";
        return Stream.of(
                Arguments.of(new AuthenticationException(text), "refused the key"),
                Arguments.of(new RateLimitException(text), "is busy or over its quota"),
                Arguments.of(new InternalServerException(text), "m failed;"),
                Arguments.of(new TimeoutException(text), "did not answer in time"),
                Arguments.of(new UnsupportedFeatureException(text), "refused the request"),
                Arguments.of(
                        new IllegalStateException(text), "failed with a IllegalStateException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_it_throws_is_told_without_what_was_asked(RuntimeException thrown, String told) {
        model.answer =
                request -> {
                    throw thrown;
                };

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(this::ask)
                .withMessageContainingAll("The model house/m", told)
                .withMessageNotContaining("Ana")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE))
                .satisfies(e -> assertThat(e.getCause()).isExactlyInstanceOf(CallFailure.class))
                .satisfies(e -> assertThat(e.getCause()).hasNoCause());
    }

    @Test
    void after_closing_once_or_twice_it_says_that_it_is_closed() {
        ChatModel closed = new LangChainChatModel("house/m", model);
        closed.close();
        closed.close();

        assertThat(model.closings).hasValue(1);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> closed.answer(REQUEST))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }

    private ChatAnswer ask() {
        return new LangChainChatModel("house/m", model).answer(REQUEST);
    }

    @Test
    void a_model_that_is_not_known_to_hand_addresses_on_is_given_none() {
        LangChainChatModel seeing =
                new LangChainChatModel("own/1", model, StructuredOutput.TEXT, true);
        dev.recall4j.spi.ChatRequest look =
                new dev.recall4j.spi.ChatRequest(
                        "Say what you see.",
                        "",
                        null,
                        List.of(URI.create("https://localhost:1/dogs.png")),
                        50);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> seeing.answer(look))
                .withMessageContaining("would be fetched from here");
        assertThat(model.asked).isNull();
    }
}
