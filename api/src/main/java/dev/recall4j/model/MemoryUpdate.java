package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A change to one memory: only what is given changes, and what a new text makes untrue.
 *
 * <p>A new text is a correction: a statement on the word of the one who gives it. What was known of
 * the old statement alone does not carry over. Since when it is true is unknown unless it is given;
 * categories that an extractor found in the old text go, those a caller gave stay; the memory's
 * {@linkplain Provenance#editor editor} is named. Its scope, metadata and expiry stay, and so do
 * its sources: they are what it goes back to, and are erased with it. The old text stays in the
 * history.
 *
 * @param text the new statement, or null to leave it
 * @param validFrom since when it is true, or null to leave it
 * @param metadata the new metadata, in place of the old, or null to leave it
 * @param categories the new categories, in place of the old, or null to leave them
 * @param expiresAt the new expiry time, or null to leave it
 * @param clearExpiry whether the memory shall never expire
 */
public record MemoryUpdate(
        @Nullable String text,
        @Nullable Instant validFrom,
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
                && validFrom == null
                && metadata == null
                && categories == null
                && expiresAt == null
                && !clearExpiry) {
            throw new InvalidRequestException(
                    "The update changes nothing; give a text, a validity, metadata, categories or an expiry.");
        }
        if (text != null) {
            Texts.require("text of the memory", text, Memory.TEXT_LENGTH_MAX);
        }
        if (validFrom != null) {
            Times.require("time from which the memory is true", validFrom);
        }
        if (categories != null) {
            categories = Categories.givenBy(categories);
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

    /**
     * The memory with this update, its times cut to the millisecond; when it was changed is left as
     * it was.
     *
     * @param editor who gives it
     */
    public Memory appliedTo(Memory memory, String editor) {
        boolean newText = text != null && !text.equals(memory.text());
        Provenance before = memory.provenance();
        return new Memory(
                memory.id(),
                memory.scope(),
                text != null ? text : memory.text(),
                memory.status(),
                new Provenance(
                        before.extractor(),
                        before.sources(),
                        newText || categories != null ? Set.of() : before.found(),
                        newText ? editor : before.editor()),
                memory.occurrences(),
                memory.saidAt(),
                memory.lastSaidAt(),
                memory.createdAt(),
                memory.updatedAt(),
                validity(memory, newText),
                newText ? null : memory.validTo(),
                memory.supersededBy(),
                expiry(memory),
                categories(memory, newText),
                metadata != null ? metadata : memory.metadata(),
                memory.revision());
    }

    private @Nullable Instant validity(Memory memory, boolean newText) {
        if (validFrom != null) {
            return validFrom.truncatedTo(ChronoUnit.MILLIS);
        }
        return newText ? null : memory.validFrom();
    }

    private @Nullable Instant expiry(Memory memory) {
        if (clearExpiry) {
            return null;
        }
        return expiresAt != null ? expiresAt.truncatedTo(ChronoUnit.MILLIS) : memory.expiresAt();
    }

    private Set<String> categories(Memory memory, boolean newText) {
        Set<String> changed = new TreeSet<>(categories != null ? categories : memory.categories());
        if (categories == null && newText) {
            changed.removeAll(memory.provenance().found());
        }
        if (memory.isQuotation()) {
            changed.add(Memory.QUOTATION);
        }
        return changed;
    }

    /** Which parts it gives: of text, validity, metadata, categories and expiry, in this order. */
    public List<String> parts() {
        return Stream.of(
                        text == null ? "" : "text",
                        validFrom == null ? "" : "validity",
                        metadata == null ? "" : "metadata",
                        categories == null ? "" : "categories",
                        expiresAt == null && !clearExpiry ? "" : "expiry")
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The parts by name only. */
    @Override
    public String toString() {
        return "MemoryUpdate" + parts();
    }

    /** Collects the parts of an update. Not thread-safe. */
    public static final class Builder {
        private @Nullable String text;
        private @Nullable Instant validFrom;
        private @Nullable Metadata metadata;
        private @Nullable Set<String> categories;
        private @Nullable Instant expiresAt;
        private boolean clearExpiry;

        private Builder() {}

        public Builder text(String text) {
            this.text = text;
            return this;
        }

        public Builder validFrom(Instant validFrom) {
            this.validFrom = validFrom;
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
            return new MemoryUpdate(text, validFrom, metadata, categories, expiresAt, clearExpiry);
        }
    }
}
