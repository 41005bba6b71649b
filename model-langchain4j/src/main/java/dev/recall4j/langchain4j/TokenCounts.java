package dev.recall4j.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import dev.recall4j.model.ModelUse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What a provider counted, in the words of Recall4j. */
final class TokenCounts {

    private TokenCounts() {}

    /**
     * By the name of the class, because those of other providers need not be there.
     *
     * @param usage null if the provider does not say
     */
    static ModelUse of(@Nullable TokenUsage usage, Duration latency) {
        if (usage == null) {
            return use(0, 0, 0, latency);
        }
        int prompt = orZero(usage.inputTokenCount());
        int answer = orZero(usage.outputTokenCount());
        return switch (usage.getClass().getSimpleName()) {
            case "OpenAiTokenUsage" -> use(prompt, OpenAiProtocol.cached(usage), answer, latency);
            case "AnthropicTokenUsage" ->
                    use(
                            prompt + AnthropicProtocol.besides(usage),
                            AnthropicProtocol.cached(usage),
                            answer,
                            latency);
            case "GoogleAiGeminiTokenUsage" ->
                    use(prompt, GeminiProtocol.cached(usage), answer, latency);
            case "BedrockTokenUsage" ->
                    use(
                            prompt + BedrockProtocol.besides(usage),
                            BedrockProtocol.cached(usage),
                            answer,
                            latency);
            default -> use(prompt, 0, answer, latency);
        };
    }

    private static ModelUse use(int prompt, int cached, int answer, Duration latency) {
        return new ModelUse(1, prompt, cached, answer, latency);
    }

    /** LangChain4j leaves out what it was not told. */
    static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
