package dev.recall4j.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Turn;
import dev.recall4j.spi.ChatRequest;
import dev.recall4j.tck.Samples;

import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.util.List;

/** Turns, facts, and what a model was given. */
final class Conversing {

    static final JsonMapper JSON = new JsonMapper();
    static final ZonedDateTime WEDNESDAY =
            ZonedDateTime.parse("2024-05-08T15:30+01:00[Europe/Lisbon]");

    private Conversing() {}

    static HeardTurn ana(String id, String text) {
        return said(id, Turn.user(text).by("Ana"));
    }

    static HeardTurn said(String id, Turn turn) {
        return Samples.heard(id, turn.at(WEDNESDAY));
    }

    static String facts(ObjectNode... facts) {
        ArrayNode list = JSON.createArrayNode();
        List.of(facts).forEach(list::add);
        return JSON.createObjectNode().set("facts", list).toString();
    }

    static ObjectNode fact(int turn, String text, String quote) {
        return JSON.createObjectNode()
                .put("text", text)
                .put("about", "Ana")
                .put("kind", "state")
                .put("turn", turn)
                .put("quote", quote)
                .putNull("from")
                .putNull("to")
                .set("categories", JSON.createArrayNode());
    }

    /** The lines of what a model was given. */
    static List<JsonNode> lines(ChatRequest request) {
        return request.user().lines().map(Conversing::parsed).toList();
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
