package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A memory about to be kept.
 *
 * @param id the id it will have
 * @param text the statement
 * @param gist what is reckoned from the text
 * @param extractor name and version of what drew it
 * @param evidence the turns and spans that support it; may be empty for a memory given directly
 * @param saidAt when it was said
 * @param validFrom since when it is true, or null if unknown
 * @param validTo until when it is true, or null if that is not known; not before {@code validFrom}
 * @param expiresAt from when on it is not recalled, or null for never
 * @param categories names to group by
 * @param metadata what callers attached
 * @param found those of the categories that the extractor found, and no caller gave
 */
public record Draft(
        MemoryId id,
        String text,
        Gist gist,
        String extractor,
        List<Evidence> evidence,
        Instant saidAt,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Instant expiresAt,
        Set<String> categories,
        Metadata metadata,
        Set<String> found) {

    public Draft {
        Texts.require("text of the memory", text, Memory.TEXT_LENGTH_MAX);
        Times.require("time the memory was said", saidAt);
        Times.requireValidity(validFrom, validTo);
        if (expiresAt != null) {
            Times.require("expiry time", expiresAt);
        }
        evidence = List.copyOf(evidence);
        categories = Categories.copyOf(categories);
        found = Categories.copyOf(found);
    }

    /**
     * A memory whose categories were all given by a caller, and that says nothing that can change.
     */
    public Draft(
            MemoryId id,
            String text,
            String fingerprint,
            String extractor,
            List<Evidence> evidence,
            Instant saidAt,
            @Nullable Instant validFrom,
            @Nullable Instant expiresAt,
            Set<String> categories,
            Metadata metadata) {
        this(
                id,
                text,
                Gist.of(fingerprint),
                extractor,
                evidence,
                saidAt,
                validFrom,
                null,
                expiresAt,
                categories,
                metadata,
                Set.of());
    }

    /** The same with another gist. */
    public Draft with(Gist changed) {
        return new Draft(
                id,
                text,
                changed,
                extractor,
                evidence,
                saidAt,
                validFrom,
                validTo,
                expiresAt,
                categories,
                metadata,
                found);
    }

    /** Whether it will be a {@linkplain Memory#QUOTATION quotation}. */
    public boolean isQuotation() {
        return categories.contains(Memory.QUOTATION);
    }

    public String fingerprint() {
        return gist.fingerprint();
    }

    /** The id only. */
    @Override
    public String toString() {
        return "Draft[id=%s]".formatted(id);
    }
}
