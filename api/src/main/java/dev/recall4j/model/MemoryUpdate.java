package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * A change to one memory: only what is given changes.
 *
 * @param text the new statement, or null to leave it
 * @param metadata the new metadata, in place of the old, or null to leave it
 * @param categories the new categories, in place of the old, or null to leave them
 * @param expiresAt the new expiry time, or null to leave it
 * @param clearExpiry whether the memory shall never expire
 */
public record MemoryUpdate(
        @Nullable String text,
        @Nullable Metadata metadata,
        @Nullable Set<String> categories,
        @Nullable Instant expiresAt,
        boolean clearExpiry) {

    /**
     * @throws InvalidRequestException if nothing is given, the text is blank or too long, or the
     *     expiry is both set and cleared
     */
    public MemoryUpdate {
        if (text == null
                && metadata == null
                && categories == null
                && expiresAt == null
                && !clearExpiry) {
            throw new InvalidRequestException(
                    "The update changes nothing; give a text, metadata, categories or an expiry.");
        }
        if (text != null) {
            Texts.require("text of the memory", text, Memory.TEXT_LENGTH_MAX);
        }
        if (categories != null) {
            categories = Categories.copyOf(categories);
        }
        if (expiresAt != null) {
            Times.require("expiry time", expiresAt);
            if (clearExpiry) {
                throw new InvalidRequestException(
                        "The expiry is both set and cleared; choose one.");
            }
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public static MemoryUpdate text(String text) {
        return builder().text(text).build();
    }

    /** What changes, by name only. */
    @Override
    public String toString() {
        return "MemoryUpdate[text=%s, metadata=%s, categories=%s, expiry=%s]"
                .formatted(
                        text != null,
                        metadata != null,
                        categories != null,
                        expiresAt != null || clearExpiry);
    }

    /** Collects the parts of an update. Not thread-safe. */
    public static final class Builder {
        private @Nullable String text;
        private @Nullable Metadata metadata;
        private @Nullable Set<String> categories;
        private @Nullable Instant expiresAt;
        private boolean clearExpiry;

        private Builder() {}

        public Builder text(String text) {
            this.text = text;
            return this;
        }

        public Builder metadata(Metadata metadata) {
            this.metadata = metadata;
            return this;
        }

        public Builder categories(Set<String> categories) {
            this.categories = categories;
            return this;
        }

        public Builder expiresAt(Instant expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        public Builder clearExpiry() {
            this.clearExpiry = true;
            return this;
        }

        public MemoryUpdate build() {
            return new MemoryUpdate(text, metadata, categories, expiresAt, clearExpiry);
        }
    }
}
