package dev.recall4j.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.recall4j.model.InvalidRequestException;

/** Anthropic's protocol. */
final class AnthropicProtocol extends HttpProtocol {

    @Override
    public ChatModel chat(ChatSettings settings) {
        ModelSettings model = settings.model();
        AnthropicChatModel.AnthropicChatModelBuilder builder =
                AnthropicChatModel.builder()
                        .httpClientBuilder(http())
                        .apiKey(model.apiKey())
                        .modelName(model.model())
                        .temperature(settings.temperature())
                        .cacheSystemMessages(true)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .maxRetries(0);
        if (model.baseUrl() != null) {
            builder.baseUrl(model.baseUrl().toString());
        }
        return builder.build();
    }

    @Override
    public EmbeddingModel embedding(EmbeddingSettings settings) {
        throw new InvalidRequestException(
                "Anthropic has no embedding models; take another provider for embeddings.");
    }

    static int cached(TokenUsage usage) {
        return TokenCounts.orZero(((AnthropicTokenUsage) usage).cacheReadInputTokens());
    }

    /**
     * Tokens of the prompt that Anthropic counts beside it: those read from and put into its cache.
     */
    static int besides(TokenUsage usage) {
        return cached(usage)
                + TokenCounts.orZero(((AnthropicTokenUsage) usage).cacheCreationInputTokens());
    }
}
