package dev.recall4j.langchain4j;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockCohereEmbeddingModel;
import dev.langchain4j.model.bedrock.BedrockTitanEmbeddingModel;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.recall4j.model.InvalidRequestException;

import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;

/** Amazon's Bedrock, through the AWS SDK. */
final class BedrockProtocol implements Protocol {

    private final BedrockRuntimeClient client;

    BedrockProtocol(ModelSettings model) {
        client = client(model);
    }

    /** With the region that the SDK finds, and its credentials unless there is a key. */
    private static BedrockRuntimeClient client(ModelSettings model) {
        BedrockRuntimeClientBuilder builder =
                BedrockRuntimeClient.builder()
                        .overrideConfiguration(
                                config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        if (model.baseUrl() != null) {
            builder.endpointOverride(model.baseUrl());
        }
        String key = model.apiKey();
        if (key != null) {
            builder.tokenProvider(StaticTokenProvider.create(() -> key));
        }
        return builder.build();
    }

    @Override
    public ChatModel chat(ChatSettings settings) {
        return BedrockChatModel.builder()
                .client(client)
                .modelId(settings.model().model())
                .defaultRequestParameters(
                        ChatRequestParameters.builder().temperature(settings.temperature()).build())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0)
                .build();
    }

    /** Which of the two families of models it is stands in the name. */
    @Override
    public EmbeddingModel embedding(EmbeddingSettings settings) {
        String model = settings.model().model();
        if (model.contains("cohere.embed")) {
            return BedrockCohereEmbeddingModel.builder()
                    .client(client)
                    .model(model)
                    .inputType(BedrockCohereEmbeddingModel.InputType.SEARCH_DOCUMENT)
                    .maxRetries(0)
                    .build();
        }
        if (model.contains("titan-embed")) {
            return BedrockTitanEmbeddingModel.builder()
                    .client(client)
                    .model(model)
                    .dimensions(settings.options().dimension())
                    .maxRetries(0)
                    .build();
        }
        throw new InvalidRequestException(
                "The setting model names no embedding model of Bedrock that is known here; give one"
                        + " of amazon.titan-embed or cohere.embed.");
    }

    @Override
    public void close() {
        client.close();
    }

    static int cached(TokenUsage usage) {
        return TokenCounts.orZero(((BedrockTokenUsage) usage).cacheReadInputTokens());
    }

    /**
     * Tokens of the prompt that Bedrock counts beside it: those read from and put into its cache.
     */
    static int besides(TokenUsage usage) {
        return cached(usage)
                + TokenCounts.orZero(((BedrockTokenUsage) usage).cacheWriteInputTokens());
    }
}
