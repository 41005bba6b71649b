package dev.recall4j.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.embedding.EmbeddingModel;

/**
 * A provider's models, as LangChain4j's module for it makes them: without its retries, logs and
 * listeners. Of each implementation the jars may be missing.
 */
interface Protocol extends AutoCloseable {

    static Protocol of(ModelSettings model) {
        return switch (model.provider()) {
            case OPENAI, OPENAI_COMPATIBLE, AZURE_OPENAI -> new OpenAiProtocol(model.provider());
            case ANTHROPIC -> new AnthropicProtocol();
            case OLLAMA -> new OllamaProtocol();
            case GOOGLE_GEMINI -> new GeminiProtocol();
            case MISTRAL -> new MistralProtocol();
            case BEDROCK -> new BedrockProtocol(model);
        };
    }

    ChatModel chat(ChatSettings settings);

    EmbeddingModel embedding(EmbeddingSettings settings);

    /** What tells the model how many tokens it may answer. */
    default ChatRequestParameters limit(int tokens) {
        return LangChainChatModel.limit(tokens);
    }

    /** Closes the connections of all models made by it. */
    @Override
    void close();
}
