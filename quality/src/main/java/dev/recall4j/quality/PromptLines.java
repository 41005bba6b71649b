package dev.recall4j.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.spi.ChatRequest;

import java.util.List;

/** What a prompt gives a language model to work with: a JSON object on each line. */
final class PromptLines {

    private static final JsonMapper JSON = new JsonMapper();

    private PromptLines() {}

    /** The lines with a value of some name, such as {@code turn}. */
    static List<JsonNode> with(String name, ChatRequest request) {
        return request.user().lines().map(PromptLines::read).filter(l -> l.has(name)).toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of a prompt is not JSON");
        }
    }
}
