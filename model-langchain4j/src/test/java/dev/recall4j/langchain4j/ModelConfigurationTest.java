package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.spi.Embedder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Models described in a file and in the environment. */
class ModelConfigurationTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> OLLAMA =
            Map.of("chat.provider", "ollama", "chat.model", "qwen3");

    @TempDir Path directory;

    @Test
    void nothing_described_is_no_model() {
        ModelConfiguration none =
                ModelConfiguration.of(
                        Map.of("journal.readers", "4", "talk", "yes"),
                        Map.of("PATH", "/bin", "RECALL4J_CHAT_PROVIDER", " "));

        assertThat(none.chat()).isEmpty();
        assertThat(none.embedding()).isEmpty();
    }

    @Test
    void the_environment_describes_both_models() {
        ModelConfiguration models =
                ModelConfiguration.of(
                        NOTHING,
                        Map.of(
                                "RECALL4J_CHAT_PROVIDER", "openai-compatible",
                                "RECALL4J_CHAT_BASE_URL", "http://localhost:8000/v1",
                                "RECALL4J_CHAT_MODEL", "qwen3",
                                "RECALL4J_CHAT_API_KEY", "sk-1",
                                "RECALL4J_EMBEDDING_PROVIDER", "openai",
                                "RECALL4J_EMBEDDING_MODEL", "text-embedding-3-small",
                                "RECALL4J_EMBEDDING_API_KEY", "sk-2"));

        ChatSettings chat = models.chat().orElseThrow();
        assertThat(chat.model())
                .isEqualTo(
                        ModelSettings.builder(Provider.OPENAI_COMPATIBLE, "qwen3")
                                .baseUrl(URI.create("http://localhost:8000/v1"))
                                .apiKey("sk-1")
                                .build());
        EmbeddingSettings embedding = models.embedding().orElseThrow();
        assertThat(embedding.model().apiKey()).isEqualTo("sk-2");
        assertThat(embedding.model().patience().timeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void a_mark_at_the_beginning_of_a_file_hides_no_key() throws IOException {
        Path file = directory.resolve("marked.properties");
        Files.writeString(
                file,
                """
                \uFEFFchat.base-url=http://127.0.0.1:8080/v1
                chat.provider=openai
                chat.model=small
                chat.api-key=secret
                """);

        assertThat(ModelConfiguration.of(file, Map.of()).chat().orElseThrow().model().baseUrl())
                .isEqualTo(URI.create("http://127.0.0.1:8080/v1"));
    }

    @Test
    void a_file_says_all_that_code_can_say() throws IOException {
        Path file = directory.resolve("recall4j.properties");
        Files.writeString(
                file,
                """
                chat.provider = ollama
                chat.model = qwen3:8b
                chat.timeout = 2m
                chat.retries = 0
                chat.structured-output = json
                chat.sees-images = true
                chat.temperature = 0.1
                chat.context-tokens = 16384
                embedding.provider = ollama
                embedding.model = nomic-embed-text
                embedding.timeout = 900ms
                embedding.query-prefix = search_query:\\u0020
                embedding.passage-prefix = search_document:\\u0020
                embedding.dimension = 768
                embedding.longest-text = 2000
                embedding.band-floor = 0.4
                embedding.band-ceiling = 0.8
                """);

        ModelConfiguration models = ModelConfiguration.of(file, NOTHING);

        Patience patience = Patience.defaults();
        assertThat(models.chat())
                .contains(
                        new ChatSettings(
                                ModelSettings.builder(Provider.OLLAMA, "qwen3:8b")
                                        .patience(
                                                patience.withTimeout(Duration.ofMinutes(2))
                                                        .withRetries(0))
                                        .build(),
                                StructuredOutput.JSON,
                                true,
                                0.1,
                                16_384));
        assertThat(models.embedding())
                .contains(
                        new EmbeddingSettings(
                                ModelSettings.builder(Provider.OLLAMA, "nomic-embed-text")
                                        .patience(patience.withTimeout(Duration.ofMillis(900)))
                                        .build(),
                                new EmbeddingOptions(
                                        "search_query: ",
                                        "search_document: ",
                                        2_000,
                                        768,
                                        new Embedder.Band(0.4, 0.8))));
    }

    @Test
    void the_environment_goes_before_the_file_key_by_key() {
        ChatSettings chat =
                ModelConfiguration.of(OLLAMA, Map.of("RECALL4J_CHAT_MODEL", "gemma3"))
                        .chat()
                        .orElseThrow();

        assertThat(chat.model().name()).isEqualTo("ollama/gemma3");
    }

    @Test
    void a_key_of_the_file_does_not_go_to_an_address_of_the_environment() {
        Map<String, String> file =
                Map.of("chat.provider", "openai", "chat.model", "m", "chat.api-key", "of-the-file");

        assertThat(
                        ModelConfiguration.of(
                                        file,
                                        Map.of(
                                                "RECALL4J_CHAT_BASE_URL",
                                                        "http://localhost:8000/v1",
                                                "RECALL4J_CHAT_API_KEY", "its-own"))
                                .chat()
                                .orElseThrow()
                                .model()
                                .apiKey())
                .isEqualTo("its-own");
        assertThatThrownBy(() ->
                        ModelConfiguration.of(
                                file, Map.of("RECALL4J_CHAT_BASE_URL", "http://localhost:8000/v1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("of-the-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"chats.provider", "chat-model", "embeding.provider", "embeddings.model"})
    void a_misspelt_section_is_refused_with_those_there_are(String key) {
        assertThatThrownBy(() -> ModelConfiguration.of(Map.of(key, "x"), Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there are: chat, embedding");
    }

    @Test
    void a_key_of_the_file_does_not_go_to_a_provider_of_the_environment() {
        Map<String, String> file =
                Map.of(
                        "chat.provider",
                        "openai",
                        "chat.model",
                        "gpt-5-mini",
                        "chat.api-key",
                        "sk-1");
        Map<String, String> environment =
                Map.of(
                        "RECALL4J_CHAT_PROVIDER", "openai-compatible",
                        "RECALL4J_CHAT_MODEL", "qwen3",
                        "RECALL4J_CHAT_BASE_URL", "http://localhost:8000/v1");

        assertThat(ModelConfiguration.of(file, environment).chat().orElseThrow().model().apiKey())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "modle, 'There is no setting ''modle'', did you mean ''model''?'",
        "url, 'There is no setting ''url'', did you mean ''base-url''?'",
        "apikey, 'There is no setting ''apikey'', did you mean ''api-key''?'",
        "dimension, 'There is no setting ''dimension''; there are: api-key, base-url'"
    })
    void an_unknown_key_is_refused_and_the_near_one_suggested(String key, String told) {
        assertRefused(with("chat." + key, "a"), told);
    }

    @Test
    void an_unknown_name_in_the_environment_is_refused_too() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        ModelConfiguration.of(NOTHING, Map.of("RECALL4J_EMBEDDING_KEY", "sk-1")))
                .withMessageContainingAll(
                        "embedding.* or RECALL4J_EMBEDDING_*", "did you mean 'api-key'?")
                .withMessageNotContaining("sk-1");
    }

    @ParameterizedTest
    @CsvSource({
        "provider, opnai, did you mean 'openai'?",
        "provider, gemini, did you mean 'google-gemini'?",
        "provider, cohere, there are: openai",
        "structured-output, schema, did you mean 'json-schema'?",
        "base-url, 'http://a b', is no address",
        "timeout, fast, is no duration; write it like 500ms",
        "timeout, 3h, is no duration",
        "timeout, 99999999m, give a time from 1 ms to",
        "retries, many, is not a whole number",
        "retries, 99, give one from 0 to 10",
        "temperature, warm, is not a number",
        "sees-images, maybe, neither true nor false"
    })
    void a_value_without_sense_is_refused(String key, String value, String told) {
        assertRefused(with("chat." + key, value), told);
    }

    @Test
    void what_is_missing_is_refused() {
        assertRefused(Map.of("chat.model", "qwen3"), "The setting provider is missing");
        assertRefused(Map.of("chat.provider", "ollama"), "The setting model is missing");
        assertRefused(
                Map.of(
                        "embedding.provider", "ollama",
                        "embedding.model", "nomic-embed-text",
                        "embedding.band-floor", "0.4"),
                "band-floor and band-ceiling are no band");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> ModelConfiguration.of(directory.resolve("gone"), NOTHING))
                .withMessageContainingAll("gone", "NoSuchFileException");
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> file = new HashMap<>(OLLAMA);
        file.put(key, value);
        return file;
    }

    private static void assertRefused(Map<String, String> file, String told) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> ModelConfiguration.of(file, NOTHING))
                .withMessageStartingWith("In the settings ")
                .withMessageContaining(told);
    }
}
