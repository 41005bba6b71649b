package dev.recall4j.model;

import java.time.Duration;
import java.util.Objects;

/**
 * What language models were used for something. Tokens are counted as the provider says; those of a
 * provider that does not say count as 0.
 *
 * @param calls how many answers there were
 * @param promptTokens tokens given to the model, the cached ones too
 * @param cachedTokens those of them that the provider had in its cache
 * @param answerTokens tokens that the model wrote
 * @param latency how long the calls took together
 */
public record ModelUse(
        int calls, long promptTokens, long cachedTokens, long answerTokens, Duration latency) {

    /** No model was asked. */
    public static final ModelUse NONE = new ModelUse(0, 0, 0, 0, Duration.ZERO);

    public ModelUse {
        Objects.requireNonNull(latency, "latency");
    }

    /** This and more. */
    public ModelUse plus(ModelUse more) {
        return new ModelUse(
                calls + more.calls,
                promptTokens + more.promptTokens,
                cachedTokens + more.cachedTokens,
                answerTokens + more.answerTokens,
                latency.plus(more.latency));
    }
}
