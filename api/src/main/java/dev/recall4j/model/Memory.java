package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A statement that is kept.
 *
 * @param id its id, for good
 * @param scope whose memory it is
 * @param text the statement
 * @param status where it stands in its life, as of when it was read
 * @param provenance what it was drawn from, and by what
 * @param occurrences how often it was stated; 1 when new, one more each time it was reinforced, up
 *     to {@value #OCCURRENCES_MAX}
 * @param saidAt when it was first said
 * @param lastSaidAt when it was last said
 * @param createdAt when it was first kept
 * @param updatedAt when it was last changed or reinforced
 * @param validFrom since when it is true, or null if unknown (then: since it was said)
 * @param validTo until when it was true, or null if it still is as far as is known
 * @param supersededBy the other memory that took its place, or null
 * @param expiresAt from when on it is not recalled any more, or null for never
 * @param categories names to group by, such as {@code preference}; at most {@value #CATEGORIES_MAX}
 * @param metadata what callers attached
 * @param revision the journal position of its last change; a larger one is newer
 */
public record Memory(
        MemoryId id,
        Scope scope,
        String text,
        Status status,
        Provenance provenance,
        long occurrences,
        Instant saidAt,
        Instant lastSaidAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable MemoryId supersededBy,
        @Nullable Instant expiresAt,
        Set<String> categories,
        Metadata metadata,
        long revision) {

    /**
     * The category of quotations: turns kept word for word, beside the statements that a language
     * model drew from them, so that what those leave out is found too. Lists leave them out unless
     * they are asked for, and they go where the statements of their turn go: what takes one of
     * these back, or its place, does so to the quotations around it as well. Callers cannot give
     * it, nor take it away.
     */
    public static final String QUOTATION = "quotation";

    public static final int TEXT_LENGTH_MAX = Turn.TEXT_LENGTH_MAX;

    public static final int CATEGORIES_MAX = Categories.COUNT_MAX;

    /** Occurrences are counted up to here, and no further. */
    public static final long OCCURRENCES_MAX = 1_000_000_000_000L;

    /**
     * @throws InvalidRequestException if the text is none that can be kept, a time is out of range,
     *     its validity ends before it begins, a count is out of range, or it supersedes itself
     */
    public Memory {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(metadata, "metadata");
        Texts.require("text of the memory", text, TEXT_LENGTH_MAX);
        Times.require("time the memory was said", saidAt);
        Times.require("time the memory was last said", lastSaidAt);
        Times.require("time the memory was kept", createdAt);
        Times.require("time the memory was changed", updatedAt);
        Times.requireValidity(validFrom, validTo);
        if (expiresAt != null) {
            Times.require("expiry time", expiresAt);
        }
        Limits.require("number of times the memory was said", occurrences, 1, OCCURRENCES_MAX);
        Limits.requireAtLeast("revision of the memory", revision, 0);
        if (id.equals(supersededBy)) {
            throw new InvalidRequestException(
                    "The memory %s is superseded by itself; name the one that took its place."
                            .formatted(id));
        }
        categories = Categories.copyOf(categories);
    }

    /** Whether a memory can have a category of this name. */
    public static boolean isCategory(String name) {
        return Categories.allow(name);
    }

    /** Whether it is a {@linkplain #QUOTATION quotation}. */
    public boolean isQuotation() {
        return categories.contains(QUOTATION);
    }

    /** Whether its expiry time has come. */
    public boolean expiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /**
     * Whether it was true at a time: its validity starts when it was said if nothing else is known.
     */
    public boolean validAt(Instant time) {
        Instant from = validFrom != null ? validFrom : saidAt;
        return !time.isBefore(from) && (validTo == null || time.isBefore(validTo));
    }

    /**
     * This memory as read at a time: an active one whose expiry has come is {@link Status#EXPIRED}.
     */
    public Memory asReadAt(Instant now) {
        return status == Status.ACTIVE && expiredAt(now) ? withStatus(Status.EXPIRED) : this;
    }

    private Memory withStatus(Status changed) {
        return new Memory(
                id,
                scope,
                text,
                changed,
                provenance,
                occurrences,
                saidAt,
                lastSaidAt,
                createdAt,
                updatedAt,
                validFrom,
                validTo,
                supersededBy,
                expiresAt,
                categories,
                metadata,
                revision);
    }

    /** Id and status only. */
    @Override
    public String toString() {
        return "Memory[id=%s, status=%s]".formatted(id, status);
    }
}
