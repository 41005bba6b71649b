package dev.recall4j.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import java.io.File;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conversations in the form of LoCoMo, read from a file that is not part of this project.
 *
 * @param sessions the turns of each session, in the order said
 * @param questions the questions about them
 */
record LocomoFile(List<List<HeardTurn>> sessions, List<Question> questions) {

    private static final DateTimeFormatter SESSION_TIME =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("h:mm a 'on' d MMMM, uuuu")
                    .toFormatter(Locale.ENGLISH);
    private static final Pattern TURN = Pattern.compile("D:?(\\d+):(\\d+)");

    /**
     * A question about a conversation.
     *
     * @param category as the data set numbers it; 5 has no answer
     * @param answer the answer it expects
     * @param evidence ids of the turns that hold the answer
     */
    record Question(int category, String answer, Set<String> evidence) {}

    static LocomoFile read(File file) throws IOException {
        JsonNode conversations = new ObjectMapper().readTree(file);
        List<List<HeardTurn>> sessions = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            JsonNode conversation = conversations.get(i).get("conversation");
            for (int number = 1; conversation.has("session_" + number); number++) {
                sessions.add(session(i, conversation, "session_" + number));
            }
            for (JsonNode question : conversations.get(i).get("qa")) {
                questions.add(question(i, question));
            }
        }
        return new LocomoFile(sessions, questions);
    }

    private static List<HeardTurn> session(int conversation, JsonNode sessions, String name) {
        ZonedDateTime saidAt =
                LocalDateTime.parse(sessions.get(name + "_date_time").asText(), SESSION_TIME)
                        .atZone(ZoneOffset.UTC);
        List<HeardTurn> turns = new ArrayList<>();
        for (JsonNode turn : sessions.get(name)) {
            String text = turn.get("text").asText();
            if (!text.isBlank()) {
                TurnId id = new TurnId(id(conversation, turn.get("dia_id").asText()));
                Turn said = Turn.user(text).by(turn.get("speaker").asText()).at(saidAt);
                turns.add(new HeardTurn(id, Scope.ofUser("reader"), said, saidAt.toInstant()));
            }
        }
        return turns;
    }

    private static Question question(int conversation, JsonNode question) {
        Set<String> evidence = new TreeSet<>();
        for (JsonNode item : question.get("evidence")) {
            Matcher turn = TURN.matcher(item.asText());
            while (turn.find()) {
                evidence.add(id(conversation, "D%s:%s".formatted(turn.group(1), turn.group(2))));
            }
        }
        return new Question(
                question.get("category").asInt(), question.path("answer").asText(), evidence);
    }

    private static String id(int conversation, String turn) {
        return conversation + "/" + turn;
    }
}
