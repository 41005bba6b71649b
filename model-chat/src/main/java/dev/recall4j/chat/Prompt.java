package dev.recall4j.chat;

import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * What a model is told to do, always in the same words. A prompt that changes gets another version;
 * its fingerprint tells versions apart that somebody forgot to count.
 *
 * @param name with its version, such as {@code extract/1}
 * @param schema the JSON schema of its answers
 */
record Prompt(String name, String system, String schema) {

    private static final int NAME_LENGTH_MAX = 128;
    private static final int FINGERPRINT_BYTES = 3;

    /** One that comes with this module. */
    static Prompt of(String purpose, int version) {
        String file = purpose + "-" + version;
        return new Prompt(
                purpose + "/" + version, resource(file + ".md"), resource(file + ".schema.json"));
    }

    private static String resource(String file) {
        try (InputStream in = Prompt.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChatRequest request(String user, List<URI> images, int answerTokens) {
        return new ChatRequest(system, user, schema, images, answerTokens);
    }

    /** Such as {@code openai/gpt-5-mini extract/1-3f2a9c}; the model's part is cut if need be. */
    String nameWith(ChatModel model) {
        String suffix = " " + name + "-" + fingerprint();
        return cut(model.name(), NAME_LENGTH_MAX - suffix.length()) + suffix;
    }

    private static String cut(String text, int lengthMax) {
        if (text.length() <= lengthMax) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(lengthMax - 1));
        return text.substring(0, splits ? lengthMax - 1 : lengthMax);
    }

    private String fingerprint() {
        try {
            byte[] bytes = (system + schema).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
