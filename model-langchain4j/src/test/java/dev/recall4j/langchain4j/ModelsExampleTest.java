package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.recall4j.Memories;
import dev.recall4j.embedded.Recall4j;
import dev.recall4j.model.Scope;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;
import dev.recall4j.spi.Embedder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The guide's examples, compiled and run against a server that speaks OpenAI's protocol. */
class ModelsExampleTest {

    private static final ChatRequest QUESTION =
            new ChatRequest("Be short.", "What does Ana drink?", null, List.of(), 100);

    @TempDir Path directory;

    private final FakeProvider provider = new FakeProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void configured_models_work() throws Exception {
        Path file = directory.resolve("recall4j.properties");
        Files.writeString(
                file,
                """
                chat.provider=openai
                chat.model=gpt-5-mini
                chat.api-key=%1$s
                chat.base-url=%2$s
                embedding.provider=openai
                embedding.model=text-embedding-3-small
                embedding.api-key=%1$s
                embedding.base-url=%2$s
                """
                        .formatted(FakeProvider.KEY, provider.address(Provider.OPENAI)));
        Map<String, String> environment = Map.of();
        Path path = directory.resolve("data");
        // [configured]
        ModelConfiguration models = ModelConfiguration.of(file, environment); // System.getenv()
        try (ChatModel chat = Models.chat(models.chat().orElseThrow());
                Embedder embedder = Models.embedder(models.embedding().orElseThrow());
                Memories memories = Recall4j.at(path).embedder(embedder).open()) {
            memories.add(Scope.ofUser("ana"), "I moved to Lisbon in May.");
            ChatAnswer answer = chat.answer(QUESTION);
            // [/configured]
            assertThat(answer.use().promptTokens()).isEqualTo(FakeProvider.PROMPT_TOKENS);
            assertThat(memories.search(Scope.ofUser("ana"), "Lisbon").results()).hasSize(1);
        }
    }

    @Test
    void models_of_ones_own_work() {
        String address = provider.address(Provider.OPENAI).toString();
        String key = FakeProvider.KEY;
        // [own]
        OpenAiChatModel gpt =
                OpenAiChatModel.builder()
                        .baseUrl(address)
                        .apiKey(key)
                        .modelName("gpt-5-mini")
                        .maxRetries(0)
                        .build();
        OpenAiEmbeddingModel vectors =
                OpenAiEmbeddingModel.builder()
                        .baseUrl(address)
                        .apiKey(key)
                        .modelName("text-embedding-3-small")
                        .maxRetries(0)
                        .build();
        Patience patience = Patience.defaults().withTimeout(Duration.ofSeconds(20)).withRetries(1);

        ChatModel chat =
                new PatientChatModel(new LangChainChatModel("openai/gpt-5-mini", gpt), patience);
        Embedder embedder =
                new PatientEmbedder(
                        new LangChainEmbedder("openai/text-embedding-3-small", vectors), patience);
        // [/own]
        try (chat;
                embedder) {
            assertThat(chat.answer(QUESTION).use().calls()).isEqualTo(1);
            assertThat(provider.lastBody().required("max_completion_tokens").asInt())
                    .isEqualTo(100);
            assertThat(embedder.embedQuery("tea")).hasSize(FakeProvider.DIMENSION);
        }
    }

    @Test
    void models_can_be_tried() {
        ChatSettings settings = ChatSettings.of(provider.settings(Provider.OPENAI).build());
        // [trial]
        ModelTrial trial = ModelTrial.of(settings);
        if (!trial.works()) {
            System.err.println(trial.model() + ": " + trial.finding());
        }
        // [/trial]
        assertThat(trial.works()).isTrue();
    }
}
