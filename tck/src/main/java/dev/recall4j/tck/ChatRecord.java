package dev.recall4j.tck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.model.ModelUse;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * One line of a recording; its form is described at {@link RecordingChatModel}.
 *
 * @param model the name of the model
 * @param request the fingerprint of what it was asked
 */
record ChatRecord(String model, String request, ChatAnswer answer) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FINGERPRINT_BYTES = 16;

    String line() {
        ModelUse use = answer.use();
        ObjectNode line =
                JSON.createObjectNode()
                        .put("model", model)
                        .put("request", request)
                        .put("text", answer.text())
                        .put("cutShort", answer.cutShort())
                        .put("calls", use.calls())
                        .put("promptTokens", use.promptTokens())
                        .put("cachedTokens", use.cachedTokens())
                        .put("answerTokens", use.answerTokens())
                        .put("latencyMillis", use.latency().toMillis());
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IOException if the line is none of a recording; the message does not repeat it
     */
    static ChatRecord of(String line) throws IOException {
        JsonNode node = parsed(line);
        if (!(node.path("model").isTextual()
                && node.path("request").isTextual()
                && node.path("text").isTextual())) {
            throw new IOException("no JSON object with the texts model, request and text");
        }
        ModelUse use =
                new ModelUse(
                        node.path("calls").asInt(1),
                        node.path("promptTokens").asLong(),
                        node.path("cachedTokens").asLong(),
                        node.path("answerTokens").asLong(),
                        Duration.ofMillis(node.path("latencyMillis").asLong()));
        return new ChatRecord(
                node.get("model").textValue(),
                node.get("request").textValue(),
                new ChatAnswer(
                        node.get("text").textValue(), node.path("cutShort").asBoolean(), use));
    }

    private static JsonNode parsed(String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("no JSON, from column " + e.getLocation().getColumnNr());
        }
    }

    /** The same for requests that are the same in every part, and else not. */
    static String fingerprint(ChatRequest request) {
        MessageDigest digest = sha256();
        update(digest, request.system());
        update(digest, request.user());
        update(digest, String.valueOf(request.schema()));
        request.images().stream().map(URI::toString).forEach(image -> update(digest, image));
        update(digest, String.valueOf(request.answerTokens()));
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    /** With its length before it, so that no two requests run together into the same bytes. */
    private static void update(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
