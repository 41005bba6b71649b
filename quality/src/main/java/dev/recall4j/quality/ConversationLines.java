package dev.recall4j.quality;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.wire.JsonLines;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads conversations and questions from JSON Lines, in the form that {@code docs/quality-data.md}
 * describes. Not thread-safe.
 */
public final class ConversationLines {

    private static final int LINE_LENGTH_MAX = 32 << 20;

    private final JsonLines lines;
    private final Map<String, Parts> conversations = new LinkedHashMap<>();

    private static final class Parts {
        private final Set<String> ids = new HashSet<>();
        private final List<Utterance> utterances = new ArrayList<>();
        private final List<Question> questions = new ArrayList<>();
    }

    private ConversationLines(InputStream in) {
        this.lines = new JsonLines(in, LINE_LENGTH_MAX);
    }

    /**
     * Reads a stream to its end, and does not close it.
     *
     * @param name what a report calls the data set
     * @throws InvalidRequestException if a line is neither a turn nor a question, an id is given
     *     twice in a conversation, or evidence is no turn that stands before its question; the
     *     message names the line
     * @throws dev.recall4j.model.UnavailableException if it cannot be read
     */
    public static DataSet read(String name, InputStream in) {
        return new ConversationLines(in).read(name);
    }

    private DataSet read(String name) {
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                take(ConversationLine.parse(line));
            }
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    "Line %,d: %s".formatted(lines.number(), e.getMessage()));
        }
        if (conversations.isEmpty()) {
            throw new InvalidRequestException(
                    "The file has no line; give turns and questions, one a line.");
        }
        List<Conversation> read = new ArrayList<>();
        conversations.forEach((id, parts) ->
                read.add(new Conversation(id, parts.utterances, parts.questions, 0)));
        return new DataSet(name, read);
    }

    private void take(ConversationLine line) {
        Parts parts = conversations.computeIfAbsent(line.conversationId(), id -> new Parts());
        if (line.isTurn()) {
            takeUtterance(parts, line.toUtterance());
        } else {
            takeQuestion(parts, line.toQuestion());
        }
    }

    private static void takeUtterance(Parts parts, Utterance utterance) {
        if (!parts.ids.add(utterance.id())) {
            throw new InvalidRequestException(
                    "The id '%s' is that of an earlier turn of the conversation; give each its own."
                            .formatted(utterance.id()));
        }
        parts.utterances.add(utterance);
    }

    private static void takeQuestion(Parts parts, Question question) {
        for (String id : question.evidence()) {
            if (!parts.ids.contains(id)) {
                throw new InvalidRequestException(
                        "The evidence '%s' is no earlier turn of the conversation; name turns by"
                                        .formatted(id)
                                + " their ids, and put questions behind them.");
            }
        }
        parts.questions.add(question);
    }
}
