package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.recall4j.model.InvalidRequestException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;

/** What settings refuse, and what they print. */
class ModelSettingsTest {

    private static final String KEY = "sk-key-4711";

    @Test
    void a_key_is_never_printed() {
        ModelSettings model =
                ModelSettings.builder(Provider.OPENAI, "gpt-5-mini").apiKey(KEY).build();

        assertThat(model.toString()).contains("openai", "gpt-5-mini", "[redacted]");
        assertThat(model + " " + ChatSettings.of(model) + " " + EmbeddingSettings.of(model))
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, api-key",
        "ANTHROPIC, api-key",
        "GOOGLE_GEMINI, api-key",
        "MISTRAL, api-key",
        "AZURE_OPENAI, base-url",
        "OPENAI_COMPATIBLE, base-url"
    })
    void what_a_provider_needs_must_be_given(Provider provider, String missing) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> ModelSettings.builder(provider, "a-model").build())
                .withMessageStartingWith("The setting %s is missing", missing)
                .withMessageContaining(provider.code());
    }

    @Test
    void ollama_and_bedrock_need_nothing_but_a_model() {
        assertThatNoException()
                .isThrownBy(() -> ModelSettings.builder(Provider.OLLAMA, "qwen3").build());
        assertThatNoException()
                .isThrownBy(() -> ModelSettings.builder(Provider.BEDROCK, "nova").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "ftp://host/v1",
                "http:///v1",
                "https://user:hunter2@host/v1",
                "https://host/v1?key=hunter2",
                "https://host/v1#hunter2"
            })
    void an_address_that_is_none_is_refused_without_repeating_it(String address) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        ModelSettings.builder(Provider.OLLAMA, "qwen3")
                                .baseUrl(URI.create(address))
                                .build())
                .withMessageStartingWith("The setting base-url")
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "sk key", "sk-key\n", "sk-schlüssel"})
    void a_key_that_no_header_can_carry_is_refused_without_repeating_it(String key) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        ModelSettings.builder(Provider.OPENAI, "gpt-5-mini").apiKey(key).build())
                .withMessageStartingWith("The setting api-key")
                .withMessageNotContaining("schl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "gpt\n5"})
    void a_blank_model_is_refused(String model) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> ModelSettings.builder(Provider.OLLAMA, model).build())
                .withMessageStartingWith("The setting model");
    }

    @Test
    void a_name_is_provider_and_model_and_never_too_long_for_a_memorys_provenance() {
        assertThat(ModelSettings.builder(Provider.OLLAMA, "qwen3:8b").build().name())
                .isEqualTo("ollama/qwen3:8b");
        assertThat(ModelSettings.builder(Provider.OLLAMA, "q".repeat(100)).build().name())
                .hasSize(64);
    }

    @Test
    void patience_out_of_range_is_refused() {
        Patience patience = Patience.defaults();
        assertRefused("timeout is 0 s", () -> patience.withTimeout(Duration.ZERO));
        assertRefused("timeout is 7,200 s", () -> patience.withTimeout(Duration.ofHours(2)));
        assertRefused("retries is -1", () -> patience.withRetries(-1));
        assertRefused("first-pause", () -> patience.withFirstPause(Duration.ofHours(1)));
        assertRefused("failures is 0", () -> patience.withFailures(0));
        assertRefused("rest", () -> patience.withRest(Duration.ofMillis(-1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"ANTHROPIC", "BEDROCK"})
    void plain_json_is_refused_for_providers_that_do_not_have_it(Provider provider) {
        ChatSettings chat =
                ChatSettings.of(ModelSettings.builder(provider, "a-model").apiKey(KEY).build());

        assertRefused(
                "structured-output is json, which %s does not have".formatted(provider.code()),
                () -> chat.withStructuredOutput(StructuredOutput.JSON));
    }

    @Test
    void options_out_of_range_are_refused() {
        ChatSettings chat =
                ChatSettings.of(ModelSettings.builder(Provider.OLLAMA, "qwen3").build());
        assertRefused("temperature is 2.1", () -> chat.withTemperature(2.1));
        assertRefused("temperature is NaN", () -> chat.withTemperature(Double.NaN));
        assertRefused("context-tokens is 0", () -> chat.withContextTokens(0));
        EmbeddingOptions options = EmbeddingOptions.defaults();
        assertRefused("dimension is 0", () -> options.withDimension(0));
        assertRefused("longest-text is 99", () -> options.withLongestText(99));
    }

    private static void assertRefused(String what, Runnable setting) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(setting::run)
                .withMessageContaining("The setting " + what);
    }
}
