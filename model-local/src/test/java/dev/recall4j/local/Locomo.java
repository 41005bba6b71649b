package dev.recall4j.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conversations of LoCoMo (Maharana et al., 2024) with questions whose evidence is known. Questions
 * of category 5 have no answer and are left out, as are those whose evidence names no turn.
 */
final class Locomo {

    private static final Pattern TURN = Pattern.compile("D\\d+:\\d+");
    private static final int ADVERSARIAL = 5;

    /** What is searched in, and the questions about it. */
    record Conversation(String name, List<String> turns, List<Question> questions) {}

    /**
     * @param evidence places of the turns that answer it
     */
    record Question(String text, Set<Integer> evidence) {}

    private Locomo() {}

    static List<Conversation> read(Path file) throws IOException {
        List<Conversation> conversations = new ArrayList<>();
        for (JsonNode node : JsonMapper.builder().build().readTree(file.toFile())) {
            conversations.add(conversation(node));
        }
        return conversations;
    }

    private static Conversation conversation(JsonNode node) {
        List<String> turns = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int session = 1; node.at("/conversation/session_" + session).isArray(); session++) {
            for (JsonNode turn : node.at("/conversation/session_" + session)) {
                places.put(turn.required("dia_id").asText(), turns.size());
                turns.add(text(turn));
            }
        }
        return new Conversation(node.path("sample_id").asText(), turns, questions(node, places));
    }

    private static String text(JsonNode turn) {
        String said = turn.required("speaker").asText() + ": " + turn.required("text").asText();
        String caption = turn.path("blip_caption").asText();
        return caption.isEmpty() ? said : said + " [shares an image: " + caption + "]";
    }

    private static List<Question> questions(JsonNode node, Map<String, Integer> places) {
        List<Question> questions = new ArrayList<>();
        for (JsonNode qa : node.required("qa")) {
            Set<Integer> evidence = evidence(qa, places);
            if (qa.required("category").asInt() != ADVERSARIAL && !evidence.isEmpty()) {
                questions.add(new Question(qa.required("question").asText(), evidence));
            }
        }
        return questions;
    }

    private static Set<Integer> evidence(JsonNode qa, Map<String, Integer> places) {
        Set<Integer> evidence = new HashSet<>();
        for (JsonNode ids : qa.path("evidence")) {
            Matcher id = TURN.matcher(ids.asText());
            while (id.find()) {
                Integer place = places.get(id.group());
                if (place != null) {
                    evidence.add(place);
                }
            }
        }
        return evidence;
    }
}
