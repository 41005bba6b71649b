package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * One utterance, as a caller hands it over.
 *
 * @param role who spoke
 * @param speaker the speaker's name as others would say it ("Ana"), or null if unknown
 * @param text what was said; 1 to {@value #TEXT_LENGTH_MAX} characters
 * @param saidAt when, and in which zone: relative dates ("yesterday") are resolved against it; null
 *     means now, in the engine's zone
 * @param externalId the caller's own id of this turn, or null. A turn with the same external id is
 *     heard once per scope, so repeating an {@code add} after a time-out does no harm
 * @param metadata carried over to the memories drawn from this turn
 */
public record Turn(
        Role role,
        @Nullable String speaker,
        String text,
        @Nullable ZonedDateTime saidAt,
        @Nullable String externalId,
        Metadata metadata) {

    public static final int TEXT_LENGTH_MAX = 100_000;
    private static final int SPEAKER_LENGTH_MAX = 256;

    /**
     * @throws InvalidRequestException if the text or speaker is blank, too long, or cannot be
     *     stored without loss (U+0000, half a surrogate pair)
     */
    public Turn {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(metadata, "metadata");
        Texts.require("text of the turn", text, TEXT_LENGTH_MAX);
        if (speaker != null) {
            Texts.require("speaker's name", speaker, SPEAKER_LENGTH_MAX);
        }
        if (externalId != null) {
            Identifiers.require("external turn", externalId);
        }
        if (saidAt != null) {
            Times.require("time the turn was said", saidAt.toInstant());
        }
    }

    public static Turn of(Role role, String text) {
        return new Turn(role, null, text, null, null, Metadata.EMPTY);
    }

    public static Turn user(String text) {
        return of(Role.USER, text);
    }

    public static Turn assistant(String text) {
        return of(Role.ASSISTANT, text);
    }

    public Turn by(@Nullable String speaker) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata);
    }

    public Turn at(@Nullable ZonedDateTime saidAt) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata);
    }

    public Turn withExternalId(@Nullable String externalId) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata);
    }

    public Turn withMetadata(Metadata metadata) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata);
    }

    /** Role and length only. */
    @Override
    public String toString() {
        return "Turn[role=%s, length=%d]".formatted(role, text.length());
    }
}
