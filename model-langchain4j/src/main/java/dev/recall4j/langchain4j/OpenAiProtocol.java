package dev.recall4j.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;

/** OpenAI's protocol, as OpenAI, Azure and many others speak it. */
final class OpenAiProtocol extends HttpProtocol {

    private static final String AZURE_PATH = "/openai/v1/";

    private final Provider provider;

    /**
     * @param provider which of those who speak it
     */
    OpenAiProtocol(Provider provider) {
        this.provider = provider;
    }

    @Override
    public ChatModel chat(ChatSettings settings) {
        ModelSettings model = settings.model();
        return OpenAiChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(address(model))
                .apiKey(model.apiKey())
                .customHeaders(headers(model))
                .modelName(model.model())
                .temperature(settings.temperature())
                .strictJsonSchema(true)
                .maxRetries(0)
                .build();
    }

    @Override
    public EmbeddingModel embedding(EmbeddingSettings settings) {
        ModelSettings model = settings.model();
        return OpenAiEmbeddingModel.builder()
                .httpClientBuilder(http())
                .baseUrl(address(model))
                .apiKey(model.apiKey())
                .customHeaders(headers(model))
                .modelName(model.model())
                .dimensions(dimensions(settings))
                .maxRetries(0)
                .build();
    }

    /** Not all others know the parameter of OpenAI's newer models. */
    @Override
    public ChatRequestParameters limit(int tokens) {
        return provider == Provider.OPENAI_COMPATIBLE
                ? LangChainChatModel.limit(tokens)
                : completionLimit(tokens);
    }

    /** OpenAI's newer models refuse the parameter that all others know. */
    static ChatRequestParameters completionLimit(int tokens) {
        return OpenAiChatRequestParameters.builder().maxCompletionTokens(tokens).build();
    }

    /** Few of the others can shorten their vectors, and some refuse the wish. */
    private @Nullable Integer dimensions(EmbeddingSettings settings) {
        return provider == Provider.OPENAI_COMPATIBLE ? null : settings.options().dimension();
    }

    /** Null for OpenAI itself. */
    private @Nullable String address(ModelSettings model) {
        URI address = model.baseUrl();
        if (address == null) {
            return null;
        }
        boolean bare = address.getPath().isEmpty() || address.getPath().equals("/");
        return provider == Provider.AZURE_OPENAI && bare
                ? address.resolve(AZURE_PATH).toString()
                : address.toString();
    }

    private Map<String, String> headers(ModelSettings model) {
        String key = model.apiKey();
        return provider == Provider.AZURE_OPENAI && key != null ? Map.of("api-key", key) : Map.of();
    }

    static int cached(TokenUsage usage) {
        OpenAiTokenUsage.InputTokensDetails details =
                ((OpenAiTokenUsage) usage).inputTokensDetails();
        return details == null ? 0 : TokenCounts.orZero(details.cachedTokens());
    }
}
