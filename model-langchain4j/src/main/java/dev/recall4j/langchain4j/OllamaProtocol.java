package dev.recall4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;

import java.net.URI;
import java.util.Map;

/** Ollama's own protocol. */
final class OllamaProtocol extends HttpProtocol {

    private static final URI HERE = URI.create("http://localhost:11434");

    @Override
    public ChatModel chat(ChatSettings settings) {
        ModelSettings model = settings.model();
        return OllamaChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(address(model))
                .customHeaders(headers(model))
                .modelName(model.model())
                .temperature(settings.temperature())
                .numCtx(settings.contextTokens())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0)
                .build();
    }

    @Override
    public EmbeddingModel embedding(EmbeddingSettings settings) {
        ModelSettings model = settings.model();
        return OllamaEmbeddingModel.builder()
                .httpClientBuilder(http())
                .baseUrl(address(model))
                .customHeaders(headers(model))
                .modelName(model.model())
                .maxRetries(0)
                .build();
    }

    private static String address(ModelSettings model) {
        return (model.baseUrl() != null ? model.baseUrl() : HERE).toString();
    }

    /** Ollama asks for no key; what stands before it may. */
    private static Map<String, String> headers(ModelSettings model) {
        return model.apiKey() == null
                ? Map.of()
                : Map.of("Authorization", "Bearer " + model.apiKey());
    }
}
