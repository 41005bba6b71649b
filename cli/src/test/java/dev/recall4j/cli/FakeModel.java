package dev.recall4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.recall4j.tck.HashingEmbedder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks OpenAI's protocol for chats and embeddings on a port of this machine. Where a turn has the
 * words of a fact, it draws it; of a task it says how many turns it took; to all else it answers
 * one sentence.
 */
final class FakeModel implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DIMENSION = 64;

    private final HttpServer server;
    private final HashingEmbedder vectors = new HashingEmbedder(DIMENSION);
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> prompts = new CopyOnWriteArrayList<>();
    private volatile String answer = "I see.";
    private volatile String shown = "";
    private volatile boolean down;

    FakeModel() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        serve(exchange);
                    }
                });
        server.start();
    }

    /** Draws a statement from turns that have some words. */
    FakeModel drawing(String words, String statement) {
        facts.put(words, statement);
        return this;
    }

    /** The address of the image that it was shown last. */
    String shown() {
        return shown;
    }

    FakeModel answering(String text) {
        answer = text;
        return this;
    }

    /** Refuses everything until it is up again. */
    void down(boolean whether) {
        down = whether;
    }

    /** What it was asked in plain words, without a schema. */
    List<String> prompts() {
        return prompts;
    }

    Map<String, String> chat() {
        return variables("CHAT");
    }

    Map<String, String> embedding() {
        return variables("EMBEDDING");
    }

    Map<String, String> seeingChat() {
        Map<String, String> variables = new HashMap<>(chat());
        variables.put("RECALL4J_CHAT_SEES_IMAGES", "true");
        return variables;
    }

    private Map<String, String> variables(String section) {
        String prefix = "RECALL4J_" + section + "_";
        return Map.of(
                prefix + "PROVIDER", "openai-compatible",
                prefix + "MODEL", "small",
                prefix + "BASE_URL", "http://localhost:%d/v1".formatted(port()),
                prefix + "RETRIES", "0");
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody());
        if (down) {
            send(exchange, 503, JSON.createObjectNode());
        } else if (exchange.getRequestURI().getPath().endsWith("/embeddings")) {
            send(exchange, 200, embedded(asked.path("input")));
        } else {
            send(exchange, 200, answered(asked));
        }
    }

    private ObjectNode answered(JsonNode asked) {
        String schema = asked.path("response_format").toString();
        String user = asked.path("messages").path(1).path("content").asText();
        if (schema.contains("facts")) {
            return saying(drawn(user));
        }
        if (schema.contains("parts")) {
            return saying(done(user));
        }
        if (schema.contains("images")) {
            shown = asked.path("messages").path(1).path("content").findPath("url").asText();
            return saying("{\"images\":[{\"words\":\"a white hive\"}]}");
        }
        if (schema.contains("sum")) {
            return saying("{\"sum\":4}");
        }
        prompts.add(user);
        return saying(answer);
    }

    private String drawn(String user) {
        ArrayNode drawn = JSON.createArrayNode();
        for (JsonNode line : user.lines().map(FakeModel::parsed).toList()) {
            facts.forEach((words, statement) -> {
                if (line.path("text").asText().contains(words)) {
                    drawn.add(fact(line.path("turn").asInt(), words, statement));
                }
            });
        }
        return JSON.createObjectNode().set("facts", drawn).toString();
    }

    private static String done(String user) {
        long turns = user.lines().count();
        return "{\"parts\":[{\"part\":\"step\",\"text\":\"Did %s\",\"turns\":[%d]}]}"
                .formatted("a bit ".repeat((int) turns).strip(), turns);
    }

    private static ObjectNode fact(int turn, String words, String statement) {
        ObjectNode fact = JSON.createObjectNode();
        fact.put("text", statement).put("about", "Ana").put("kind", "state").put("turn", turn);
        fact.put("quote", words).putNull("from").putNull("to").putArray("categories");
        return fact;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode saying(String text) {
        ObjectNode response = JSON.createObjectNode().put("id", "1").put("model", "small");
        ObjectNode choice = response.putArray("choices").addObject().put("index", 0);
        choice.put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        response.putObject("usage")
                .put("prompt_tokens", 100)
                .put("completion_tokens", 7)
                .put("total_tokens", 107);
        return response;
    }

    private ObjectNode embedded(JsonNode input) {
        List<String> texts = new ArrayList<>();
        if (input.isTextual()) {
            texts.add(input.asText());
        }
        input.forEach(text -> texts.add(text.asText()));
        ObjectNode response = JSON.createObjectNode().put("model", "small");
        ArrayNode data = response.putArray("data");
        for (float[] vector : vectors.embedPassages(texts)) {
            ArrayNode numbers =
                    data.addObject().put("index", data.size() - 1).putArray("embedding");
            for (float number : vector) {
                numbers.add(number);
            }
        }
        response.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
        return response;
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body)
            throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
