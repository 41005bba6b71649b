package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A language model and how to talk to it. Immutable; prints without the key.
 *
 * @param model which one
 * @param structuredOutput how it is held to a schema that a request has; by default with the
 *     schema, except for Bedrock, not all of whose models have that
 * @param seesImages whether it is given images; false by default
 * @param temperature 0 for always the most likely word, up to 2; null, the default, for the
 *     provider's own, because reasoning models refuse any other
 * @param contextTokens how many tokens of prompt and answer the model is given room for, or null
 *     for the provider's own; only Ollama is asked for it, which drops without a word what has no
 *     room, and is asked for 8,192 by default
 */
public record ChatSettings(
        ModelSettings model,
        StructuredOutput structuredOutput,
        boolean seesImages,
        @Nullable Double temperature,
        @Nullable Integer contextTokens) {

    private static final int OLLAMA_CONTEXT = 8_192;

    /**
     * @throws InvalidRequestException if a value is out of range
     */
    public ChatSettings {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(structuredOutput, "structuredOutput");
        if (structuredOutput == StructuredOutput.JSON && !model.provider().hasPlainJson()) {
            throw new InvalidRequestException(
                    "The setting structured-output is json, which %s does not have; give json-schema or"
                                    .formatted(model.provider().code())
                            + " text.");
        }
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new InvalidRequestException(
                    "The setting temperature is %s; give one from 0 to 2.".formatted(temperature));
        }
        if (contextTokens != null && contextTokens < 1) {
            throw new InvalidRequestException(
                    "The setting context-tokens is %,d; give at least 1.".formatted(contextTokens));
        }
    }

    /** With the defaults of the provider. */
    public static ChatSettings of(ModelSettings model) {
        Provider provider = model.provider();
        return new ChatSettings(
                model,
                provider == Provider.BEDROCK ? StructuredOutput.TEXT : StructuredOutput.JSON_SCHEMA,
                false,
                null,
                provider == Provider.OLLAMA ? OLLAMA_CONTEXT : null);
    }

    public ChatSettings withStructuredOutput(StructuredOutput structuredOutput) {
        return new ChatSettings(model, structuredOutput, seesImages, temperature, contextTokens);
    }

    public ChatSettings withSeesImages(boolean seesImages) {
        return new ChatSettings(model, structuredOutput, seesImages, temperature, contextTokens);
    }

    public ChatSettings withTemperature(@Nullable Double temperature) {
        return new ChatSettings(model, structuredOutput, seesImages, temperature, contextTokens);
    }

    public ChatSettings withContextTokens(@Nullable Integer contextTokens) {
        return new ChatSettings(model, structuredOutput, seesImages, temperature, contextTokens);
    }
}
