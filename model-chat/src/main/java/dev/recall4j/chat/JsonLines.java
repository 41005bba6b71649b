package dev.recall4j.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.UncheckedIOException;

/**
 * What a model is given to work with: one JSON object on each line. Whatever is in a text, it
 * cannot end the string it stands in, and so cannot pass for a line of its own. For one thread.
 */
final class JsonLines {

    private static final JsonMapper JSON = new JsonMapper();

    private final StringBuilder text = new StringBuilder();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    JsonLines add(ObjectNode line) {
        try {
            text.append(JSON.writeValueAsString(line)).append('\n');
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String text() {
        return text.toString();
    }
}
