package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Objects;

/**
 * Which model to ask, where, and with how much patience. Immutable; prints without the key.
 *
 * @param provider whose protocol it speaks
 * @param model its name at the provider
 * @param baseUrl where it is, or null for the provider's own address; {@code http:} or {@code
 *     https:}
 * @param apiKey what the provider knows its user by, or null; a secret
 * @param patience see there
 */
public record ModelSettings(
        Provider provider,
        String model,
        @Nullable URI baseUrl,
        @Nullable String apiKey,
        Patience patience) {

    /**
     * @throws InvalidRequestException if something is missing that the provider needs, or makes no
     *     sense
     */
    public ModelSettings {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(patience, "patience");
        requireModel(model);
        requireAddress(provider, baseUrl);
        requireKey(provider, apiKey);
    }

    private static void requireModel(String model) {
        if (model.isBlank() || model.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException(
                    "The setting model is blank or holds control characters; give the model's name"
                            + " at the provider.");
        }
    }

    private static void requireAddress(Provider provider, @Nullable URI baseUrl) {
        if (baseUrl == null) {
            if (provider.needsAddress()) {
                throw missing(provider, "base-url", "the address that its models are asked at");
            }
            return;
        }
        boolean web = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
        if (!web || baseUrl.getHost() == null) {
            throw new InvalidRequestException(
                    "The setting base-url is no address of the web; write it like"
                            + " https://host:8000/v1.");
        }
        if (baseUrl.getUserInfo() != null
                || baseUrl.getQuery() != null
                || baseUrl.getFragment() != null) {
            throw new InvalidRequestException(
                    "The setting base-url holds more than host and path; leave out user, query and"
                            + " fragment, and give a secret as api-key.");
        }
    }

    private static void requireKey(Provider provider, @Nullable String apiKey) {
        if (apiKey == null) {
            if (provider.needsKey()) {
                throw missing(provider, "api-key", "the key that the provider gave you");
            }
        } else if (apiKey.isEmpty() || !apiKey.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidRequestException(
                    "The setting api-key is empty or holds spaces or characters outside of ASCII;"
                            + " copy the key anew.");
        }
    }

    private static InvalidRequestException missing(Provider provider, String key, String what) {
        return new InvalidRequestException(
                "The setting %s is missing, which %s needs: give %s."
                        .formatted(key, provider.code(), what));
    }

    public static Builder builder(Provider provider, String model) {
        return new Builder(provider, model);
    }

    /** Provider and model, such as {@code openai/gpt-5-mini}; the first 64 characters. */
    public String name() {
        String name = provider.code() + "/" + model;
        return name.substring(0, Math.min(name.length(), 64));
    }

    /** Shows whether there is a key, not which. */
    @Override
    public String toString() {
        return "ModelSettings[provider=%s, model=%s, baseUrl=%s, apiKey=%s, patience=%s]"
                .formatted(
                        provider.code(),
                        model,
                        baseUrl,
                        apiKey == null ? "none" : "[redacted]",
                        patience);
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private final Provider provider;
        private final String model;
        private @Nullable URI baseUrl;
        private @Nullable String apiKey;
        private Patience patience = Patience.defaults();

        private Builder(Provider provider, String model) {
            this.provider = provider;
            this.model = model;
        }

        public Builder baseUrl(@Nullable URI baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        public Builder apiKey(@Nullable String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        public Builder patience(Patience patience) {
            this.patience = patience;
            return this;
        }

        /**
         * @throws InvalidRequestException if something is missing that the provider needs, or makes
         *     no sense
         */
        public ModelSettings build() {
            return new ModelSettings(provider, model, baseUrl, apiKey, patience);
        }
    }
}
