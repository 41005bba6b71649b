package dev.recall4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiEmbeddingModel;

/** Mistral's protocol. */
final class MistralProtocol extends HttpProtocol {

    @Override
    public ChatModel chat(ChatSettings settings) {
        ModelSettings model = settings.model();
        return MistralAiChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(givenAddress(model))
                .apiKey(model.apiKey())
                .modelName(model.model())
                .temperature(settings.temperature())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .strictJsonSchema(true)
                .maxRetries(0)
                .build();
    }

    @Override
    public EmbeddingModel embedding(EmbeddingSettings settings) {
        ModelSettings model = settings.model();
        return MistralAiEmbeddingModel.builder()
                .httpClientBuilder(http())
                .baseUrl(givenAddress(model))
                .apiKey(model.apiKey())
                .modelName(model.model())
                .maxRetries(0)
                .build();
    }
}
