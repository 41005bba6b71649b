package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;

import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What goes over the wire to each provider, and what is made of what comes back. */
@Timeout(60)
class ProvidersChatTest {

    private static final String SCHEMA =
            """
            {"type":"object","properties":{"fact":{"type":"string"}},\
            "required":["fact"],"additionalProperties":false}\
            """;
    private static final ChatRequest PLAIN =
            new ChatRequest("Say what Ana drinks.", "Ana: tea, please", null, List.of(), 321);
    private static final ChatRequest STRUCTURED =
            new ChatRequest("Say what Ana drinks.", "Ana: tea, please", SCHEMA, List.of(), 321);

    private final FakeProvider provider = new FakeProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_question_is_answered_and_its_tokens_and_time_are_counted(Provider kind) {
        provider.answering("<think>tea?</think>Tea.");

        ChatAnswer answer = ask(settings(kind), PLAIN);

        assertThat(answer.text()).isEqualTo("<think>tea?</think>Tea.");
        assertThat(answer.cutShort()).isFalse();
        assertThat(answer.use().calls()).isEqualTo(1);
        assertThat(answer.use().promptTokens()).isEqualTo(FakeProvider.PROMPT_TOKENS);
        assertThat(answer.use().answerTokens()).isEqualTo(FakeProvider.ANSWER_TOKENS);
        assertThat(answer.use().latency()).isPositive().isLessThan(Duration.ofMinutes(1));
        assertThat(provider.asked()).hasSize(1);
        assertThat(provider.lastBody().toString())
                .contains("Say what Ana drinks.", "Ana: tea, please", "321");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OLLAMA", "MISTRAL"})
    void tokens_that_the_provider_had_cached_are_told(Provider kind) {
        assertThat(ask(settings(kind), PLAIN).use().cachedTokens())
                .isEqualTo(FakeProvider.CACHED_TOKENS);
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_reached_the_limit_of_tokens_says_so(Provider kind) {
        provider.cuttingShort();

        assertThat(ask(settings(kind), PLAIN).cutShort()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void the_schema_of_an_answer_is_given_to_the_provider(Provider kind) {
        ChatSettings settings = settings(kind).withStructuredOutput(StructuredOutput.JSON_SCHEMA);

        assertThat(ask(settings, STRUCTURED).text()).contains("Ana drinks tea");
        assertThat(provider.lastBody().toString().replace("\\", ""))
                .contains("\"properties\":{\"fact\":{\"type\":\"string\"}}");
    }

    @ParameterizedTest
    @EnumSource
    void no_schema_is_given_where_only_the_prompt_is_to_hold_the_model(Provider kind) {
        ask(settings(kind).withStructuredOutput(StructuredOutput.TEXT), STRUCTURED);

        assertThat(provider.lastBody().toString()).doesNotContain("properties", "json_object");
    }

    @Test
    void openai_is_held_to_the_schema_strictly() {
        ask(settings(Provider.OPENAI), STRUCTURED);

        JsonNode format = provider.lastBody().required("response_format");
        assertThat(format.required("type").asText()).isEqualTo("json_schema");
        assertThat(format.at("/json_schema/strict").asBoolean()).isTrue();
        assertThat(format.at("/json_schema/schema").toString()).isEqualTo(SCHEMA);
    }

    @Test
    void plain_json_is_asked_of_a_server_that_knows_no_schema() {
        ask(
                settings(Provider.OPENAI_COMPATIBLE).withStructuredOutput(StructuredOutput.JSON),
                STRUCTURED);

        assertThat(provider.lastBody().at("/response_format/type").asText())
                .isEqualTo("json_object");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ANTHROPIC", "BEDROCK"})
    void plain_json_can_be_asked_of_a_provider_that_has_it(Provider kind) {
        ChatSettings plain = settings(kind).withStructuredOutput(StructuredOutput.JSON);

        assertThat(ask(plain, STRUCTURED).text()).contains("Ana drinks tea");
        assertThat(provider.lastBody().toString()).doesNotContain("properties");
    }

    @ParameterizedTest
    @EnumSource
    void a_question_needs_no_instructions(Provider kind) {
        ChatRequest bare = new ChatRequest("", "Ana: tea, please", null, List.of(), 321);

        assertThat(ask(settings(kind), bare).text()).contains("Ana drinks tea");
    }

    @Test
    void openai_and_what_speaks_like_it_are_told_the_limit_in_their_own_words() {
        ask(settings(Provider.OPENAI), PLAIN);
        assertThat(provider.lastBody().required("max_completion_tokens").asInt()).isEqualTo(321);
        assertThat(provider.lastBody().has("max_tokens")).isFalse();

        ask(settings(Provider.OPENAI_COMPATIBLE), PLAIN);
        assertThat(provider.lastBody().required("max_tokens").asInt()).isEqualTo(321);
        assertThat(provider.lastBody().has("max_completion_tokens")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void no_temperature_is_given_unless_one_was_set(Provider kind) {
        ask(settings(kind), PLAIN);
        assertThat(provider.lastBody().findValue("temperature")).isNull();

        ask(settings(kind).withTemperature(0.25), PLAIN);
        assertThat(provider.lastBody().findValue("temperature").asDouble()).isEqualTo(0.25);
    }

    @Test
    void azure_is_asked_by_version_1_of_the_protocol_with_its_own_header() {
        ask(settings(Provider.AZURE_OPENAI), PLAIN);

        FakeProvider.Asked asked = provider.asked().getLast();
        assertThat(asked.path()).isEqualTo("/openai/v1/chat/completions");
        assertThat(asked.headers().getFirst("api-key")).isEqualTo(FakeProvider.KEY);
        assertThat(asked.body().required("model").asText()).isEqualTo("a-model");
    }

    @Test
    void anthropic_is_asked_to_cache_what_is_the_same_from_call_to_call() {
        ask(settings(Provider.ANTHROPIC), PLAIN);

        assertThat(provider.lastBody().at("/system/0/cache_control/type").asText())
                .isEqualTo("ephemeral");
    }

    @Test
    void ollama_is_asked_for_room_because_it_drops_silently_what_has_none() {
        ask(settings(Provider.OLLAMA), PLAIN);

        assertThat(provider.lastBody().at("/options/num_ctx").asInt()).isEqualTo(8_192);
    }

    @Test
    void a_server_that_wants_no_key_is_given_none() {
        provider.always(
                FakeProvider.saying(
                        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Tea.\"}}]}"));
        ModelSettings keyless =
                ModelSettings.builder(Provider.OPENAI_COMPATIBLE, "a-model")
                        .baseUrl(provider.address(Provider.OPENAI_COMPATIBLE))
                        .build();

        ChatAnswer answer = ask(ChatSettings.of(keyless), PLAIN);

        assertThat(answer.text()).isEqualTo("Tea.");
        assertThat(answer.use().promptTokens()).isZero();
        assertThat(provider.asked().getLast().headers()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, /messages/1/content/1/image_url/url, 'data:image/png;base64,iVBORw0KGgo='",
        "OPENAI_COMPATIBLE, /messages/1/content/1/image_url/url, 'data:image/png;base64,iVBORw0KGgo='",
        "AZURE_OPENAI, /messages/1/content/1/image_url/url, 'data:image/png;base64,iVBORw0KGgo='",
        "ANTHROPIC, /messages/0/content/1/source/data, iVBORw0KGgo=",
        "ANTHROPIC, /messages/0/content/1/source/media_type, image/png",
        "OLLAMA, /messages/1/images/0, iVBORw0KGgo=",
        "GOOGLE_GEMINI, /contents/0/parts/1/inlineData/data, iVBORw0KGgo=",
        "GOOGLE_GEMINI, /contents/0/parts/1/inlineData/mimeType, image/png",
        "MISTRAL, /messages/1/content/1/image_url, 'data:image/png;base64,iVBORw0KGgo='"
    })
    void an_image_is_shown_in_the_form_of_the_protocol(Provider kind, String at, String value) {
        look(kind, "data:image/png;base64,iVBORw0KGgo=");

        assertThat(provider.lastBody().at(at).asText()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, /messages/1/content/1/image_url/url",
        "ANTHROPIC, /messages/0/content/1/source/url",
        "MISTRAL, /messages/1/content/1/image_url"
    })
    void the_address_of_an_image_is_handed_on_and_not_fetched(Provider kind, String at) {
        look(kind, "https://localhost:1/dogs.png");

        assertThat(provider.lastBody().at(at).asText()).isEqualTo("https://localhost:1/dogs.png");
    }

    @ParameterizedTest
    @EnumSource(names = {"OLLAMA", "GOOGLE_GEMINI"})
    void an_address_that_would_be_fetched_from_here_is_refused(Provider kind) {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> look(kind, "https://localhost:1/dogs.png"))
                .withMessageContaining("give the bytes of the image")
                .satisfies(e -> assertThat(e).hasMessageNotContaining("dogs.png"));
        assertThat(provider.asked()).isEmpty();
    }

    private void look(Provider kind, String image) {
        ChatRequest look =
                new ChatRequest(
                        "Say what you see.",
                        "Ana sent this.",
                        null,
                        List.of(URI.create(image)),
                        100);
        ask(settings(kind).withSeesImages(true), look);
    }

    private ChatSettings settings(Provider kind) {
        return ChatSettings.of(provider.settings(kind).build());
    }

    private static ChatAnswer ask(ChatSettings settings, ChatRequest request) {
        try (ChatModel model = Models.chat(settings)) {
            assertThat(model.sees()).isEqualTo(settings.seesImages());
            return model.answer(request);
        }
    }
}
