package dev.recall4j.wire;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;

import org.jspecify.annotations.Nullable;

/**
 * A turn, as a line of an import gives it.
 *
 * @param role {@code user, assistant, system} or {@code tool}; null means user
 * @param name the speaker's name
 * @param content what was said
 * @param time when, as {@link SaidAt} reads it; null means now
 * @param id the caller's own id of the turn; it is heard once per scope
 * @param metadata carried over to the memories
 * @param user whose turn it is, where it is not that of the whole import; so are {@code agent},
 *     {@code app} and {@code run}
 */
public record ImportLine(
        @Nullable String role,
        @Nullable String name,
        @Nullable String content,
        @Nullable String time,
        @Nullable String id,
        @Nullable Metadata metadata,
        @Nullable String user,
        @Nullable String agent,
        @Nullable String app,
        @Nullable String run) {

    /**
     * @throws InvalidRequestException if it is not JSON of this form
     */
    public static ImportLine parse(String json) {
        return Json.read("the line", json, ImportLine.class);
    }

    /** Whether it says itself whose turn it is. */
    public boolean saysWhose() {
        return user != null || agent != null || app != null || run != null;
    }

    /**
     * @throws InvalidRequestException if the content is missing, or a value is not what it must be
     */
    public Turn toTurn() {
        if (content == null) {
            throw new InvalidRequestException("The turn has no content; give the key 'content'.");
        }
        return new Turn(
                role == null ? Role.USER : ModelTypes.constant("role", Role.class, role),
                name,
                content,
                time == null ? null : SaidAt.parse(time),
                id,
                metadata == null ? Metadata.EMPTY : metadata);
    }
}
