package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;

import java.util.Arrays;
import java.util.Locale;

/**
 * Whose protocol a configured model speaks. Each one is spoken by a module of LangChain4j that the
 * user adds; its version may differ from that of LangChain4j's core.
 */
public enum Provider {
    /** OpenAI itself, or a proxy that knows the newest of its parameters. */
    OPENAI("langchain4j-open-ai", Needs.KEY),
    /**
     * What speaks OpenAI's protocol at an address of its own: vLLM, LM Studio, Groq, DeepSeek,
     * Together, OpenRouter and many more. A key is given where it wants one.
     */
    OPENAI_COMPATIBLE("langchain4j-open-ai", Needs.ADDRESS),
    /** OpenAI's models at Azure, by the protocol's version 1. The model is a deployment's name. */
    AZURE_OPENAI("langchain4j-open-ai", Needs.ADDRESS_AND_KEY),
    /** Has no embedding models. */
    ANTHROPIC("langchain4j-anthropic", Needs.KEY),
    /** On this machine, {@code http://localhost:11434}, unless an address is given. */
    OLLAMA("langchain4j-ollama", Needs.NOTHING),
    GOOGLE_GEMINI("langchain4j-google-ai-gemini", Needs.KEY),
    MISTRAL("langchain4j-mistral-ai", Needs.KEY),
    /** Region and credentials are those that the AWS SDK finds, unless a key is given. */
    BEDROCK("langchain4j-bedrock", Needs.NOTHING);

    private enum Needs {
        NOTHING,
        KEY,
        ADDRESS,
        ADDRESS_AND_KEY
    }

    private final String artifact;
    private final Needs needs;

    Provider(String artifact, Needs needs) {
        this.artifact = artifact;
        this.needs = needs;
    }

    /** Its name in settings, such as {@code azure-openai}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The Maven artifact that speaks its protocol, group and name. */
    public String artifact() {
        return "dev.langchain4j:" + artifact;
    }

    /**
     * @throws InvalidRequestException if none has this {@link #code}; it names the nearest
     */
    public static Provider of(String code) {
        return Choice.of(Provider.class, "provider", code);
    }

    boolean needsKey() {
        return needs == Needs.KEY || needs == Needs.ADDRESS_AND_KEY;
    }

    boolean needsAddress() {
        return needs == Needs.ADDRESS || needs == Needs.ADDRESS_AND_KEY;
    }

    /** Whether a model can be held to JSON without a schema. */
    boolean hasPlainJson() {
        return this != ANTHROPIC && this != BEDROCK;
    }

    /** For messages. */
    static String codes() {
        return String.join(", ", Arrays.stream(values()).map(Provider::code).toList());
    }
}
