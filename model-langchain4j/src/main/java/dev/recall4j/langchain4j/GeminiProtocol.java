package dev.recall4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.googleai.GoogleAiEmbeddingModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;

/** The protocol of Google's Gemini. */
final class GeminiProtocol extends HttpProtocol {

    @Override
    public ChatModel chat(ChatSettings settings) {
        ModelSettings model = settings.model();
        return GoogleAiGeminiChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(givenAddress(model))
                .apiKey(model.apiKey())
                .modelName(model.model())
                .temperature(settings.temperature())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0)
                .build();
    }

    @Override
    public EmbeddingModel embedding(EmbeddingSettings settings) {
        ModelSettings model = settings.model();
        return GoogleAiEmbeddingModel.builder()
                .httpClientBuilder(http())
                .baseUrl(givenAddress(model))
                .apiKey(model.apiKey())
                .modelName(model.model())
                .outputDimensionality(settings.options().dimension())
                .maxRetries(0)
                .build();
    }

    static int cached(TokenUsage usage) {
        return TokenCounts.orZero(((GoogleAiGeminiTokenUsage) usage).cachedContentTokenCount());
    }
}
