package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.Embedder;

import java.util.function.Function;

/**
 * Makes models as settings describe them, with time limit, retries and circuit breaker. The jars of
 * a provider are needed only where it is used.
 */
public final class Models {

    private Models() {}

    /**
     * Asks nothing yet.
     *
     * @throws InvalidRequestException if the provider's jar is missing; it names the artifact
     */
    public static ChatModel chat(ChatSettings settings) {
        ModelSettings model = settings.model();
        return with(
                model,
                protocol ->
                        new PatientChatModel(
                                new LangChainChatModel(
                                        model.name(),
                                        protocol.chat(settings),
                                        settings.structuredOutput(),
                                        settings.seesImages(),
                                        protocol::limit,
                                        protocol),
                                model.patience()));
    }

    /**
     * Asks the model at once, within the time limit, with some constant sentences, unless the
     * options have both dimension and band.
     *
     * @throws InvalidRequestException if the provider's jar is missing, which it names, or if the
     *     provider has no such embedding model
     * @throws UnavailableException if the model does not answer
     */
    public static Embedder embedder(EmbeddingSettings settings) {
        ModelSettings model = settings.model();
        return with(
                model,
                protocol -> {
                    PatientCalls calls = new PatientCalls(model.name(), model.patience());
                    try {
                        return new PatientEmbedder(
                                calls.call(() ->
                                        new LangChainEmbedder(
                                                model.name(),
                                                protocol.embedding(settings),
                                                settings.options(),
                                                protocol)),
                                calls);
                    } catch (Throwable e) {
                        calls.close();
                        throw e;
                    }
                });
    }

    /** What is made of the protocol closes it; if nothing is, it is closed here. */
    private static <T> T with(ModelSettings model, Function<Protocol, T> making) {
        try {
            Protocol protocol = Protocol.of(model);
            try {
                return making.apply(protocol);
            } catch (Throwable e) {
                protocol.close();
                throw e;
            }
        } catch (NoClassDefFoundError e) {
            throw missing(model.provider(), e);
        } catch (RecallException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unusable(model.provider(), e);
        }
    }

    /**
     * Providers' modules look at settings for themselves, the AWS SDK for its region for example.
     */
    private static InvalidRequestException unusable(Provider provider, RuntimeException e) {
        return new InvalidRequestException(
                "The provider %s cannot be used with these settings (%s); check model and base-url, and"
                                .formatted(provider.code(), e.getClass().getSimpleName())
                        + " for bedrock that AWS_REGION is set.");
    }

    private static InvalidRequestException missing(Provider provider, NoClassDefFoundError e) {
        return new InvalidRequestException(
                "The provider %s needs a class that is not there, %s; add the Maven artifact %s."
                        .formatted(provider.code(), e.getMessage(), provider.artifact()));
    }
}
