package dev.recall4j.quality;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.wire.ImportLine;
import dev.recall4j.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * A line of {@link ConversationLines}: a turn if it has {@code content}, a question if it has
 * {@code question}.
 */
record ConversationLine(
        @Nullable String conversation,
        @Nullable String session,
        @Nullable String id,
        @Nullable String role,
        @Nullable String name,
        @Nullable String content,
        @Nullable String time,
        @Nullable String question,
        @Nullable String category,
        @Nullable Boolean apart,
        @Nullable List<String> evidence,
        @Nullable String answer) {

    private static final String ONLY_SESSION = "1";
    private static final String ONLY_CATEGORY = "all";

    /**
     * @throws InvalidRequestException if it is not JSON of this form, or neither or both of the two
     */
    static ConversationLine parse(String json) {
        ConversationLine line = Json.read("the line", json, ConversationLine.class);
        required("conversation", line.conversation);
        if ((line.content == null) == (line.question == null)) {
            throw new InvalidRequestException(
                    "The line is no turn and no question; give one of the keys 'content' and"
                            + " 'question'.");
        }
        return line;
    }

    boolean isTurn() {
        return content != null;
    }

    String conversationId() {
        return required("conversation", conversation);
    }

    Utterance toUtterance() {
        String given = required("id", id);
        ImportLine turn =
                new ImportLine(role, name, content, time, given, null, null, null, null, null);
        return new Utterance(given, session == null ? ONLY_SESSION : session, turn.toTurn());
    }

    Question toQuestion() {
        if (evidence == null || evidence.isEmpty()) {
            throw new InvalidRequestException(
                    "The question has no evidence; give the ids of the turns that answer it.");
        }
        return new Question(
                required("question", question),
                category == null ? ONLY_CATEGORY : category,
                Boolean.TRUE.equals(apart),
                Set.copyOf(evidence),
                answer);
    }

    private static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequestException(
                    "The line has no %s; give the key '%s'.".formatted(key, key));
        }
        return value;
    }
}
