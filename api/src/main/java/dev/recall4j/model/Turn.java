package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One utterance, as a caller hands it over.
 *
 * @param role who spoke
 * @param speaker the speaker's name as others would say it ("Ana"), or null if unknown
 * @param text what was said; 1 to {@value #TEXT_LENGTH_MAX} characters; less with images, and then
 *     it may be blank
 * @param saidAt when, and in which zone: relative dates ("yesterday") are resolved against it; null
 *     means now, in the engine's zone
 * @param externalId the caller's own id of this turn, or null. A turn with the same external id is
 *     heard once per scope, so repeating an {@code add} after a time-out does no harm
 * @param metadata carried over to the memories drawn from this turn
 * @param images what was shown, in order; at most {@value #IMAGES_MAX}. They are put into words
 *     before the turn is heard, and none of them is kept: a {@link HeardTurn} has none
 */
public record Turn(
        Role role,
        @Nullable String speaker,
        String text,
        @Nullable ZonedDateTime saidAt,
        @Nullable String externalId,
        Metadata metadata,
        List<Image> images) {

    public static final int IMAGES_MAX = 4;
    public static final int TEXT_LENGTH_MAX = 100_000;
    private static final int SPEAKER_LENGTH_MAX = 256;

    /**
     * @throws InvalidRequestException if the text or speaker is blank, too long, or cannot be
     *     stored without loss (U+0000, half a surrogate pair), or if there are too many images
     */
    public Turn {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(metadata, "metadata");
        images = List.copyOf(images);
        requireText(text, images);
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

    /** Without images. */
    public Turn(
            Role role,
            @Nullable String speaker,
            String text,
            @Nullable ZonedDateTime saidAt,
            @Nullable String externalId,
            Metadata metadata) {
        this(role, speaker, text, saidAt, externalId, metadata, List.of());
    }

    /** The words that will stand for the images need their room. */
    private static void requireText(String text, List<Image> images) {
        if (images.size() > IMAGES_MAX) {
            throw new InvalidRequestException(
                    "There are %,d images in one turn; at most %,d are allowed. Split it."
                            .formatted(images.size(), IMAGES_MAX));
        }
        if (images.isEmpty() || !text.isBlank()) {
            int lengthMax = TEXT_LENGTH_MAX - images.size() * Image.WORDED_LENGTH_MAX;
            Texts.require("text of the turn", text, lengthMax);
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

    /** What a user showed without a word. */
    public static Turn user(Image image) {
        return new Turn(Role.USER, null, "", null, null, Metadata.EMPTY, List.of(image));
    }

    public Turn by(@Nullable String speaker) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata, images);
    }

    public Turn at(@Nullable ZonedDateTime saidAt) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata, images);
    }

    public Turn withExternalId(@Nullable String externalId) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata, images);
    }

    public Turn withMetadata(Metadata metadata) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata, images);
    }

    /** With one more. */
    public Turn withImage(Image image) {
        List<Image> more = Stream.concat(images.stream(), Stream.of(image)).toList();
        return new Turn(role, speaker, text, saidAt, externalId, metadata, more);
    }

    /** The same with other words, and without images. */
    public Turn inWords(String text) {
        return new Turn(role, speaker, text, saidAt, externalId, metadata);
    }

    /** Role and length only. */
    @Override
    public String toString() {
        return "Turn[role=%s, length=%d]".formatted(role, text.length());
    }
}
