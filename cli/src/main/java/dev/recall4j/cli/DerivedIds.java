package dev.recall4j.cli;

import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Gives turns that come without an id one that is the same whenever the same input is imported:
 * from whose turn it is, what was said, by whom and when, and the how manieth of its kind it is. So
 * an import that was broken off is taken up by running it again. Not thread-safe.
 */
final class DerivedIds {

    private static final int DIGEST_BYTES = 16;

    private final MessageDigest digest = sha256();
    private final Map<String, Integer> occurrences = new HashMap<>();

    /** The turn, with an id. */
    Turn identified(Scope scope, Turn turn) {
        if (turn.externalId() != null) {
            return turn;
        }
        String print = print(scope, turn);
        return turn.withExternalId(
                "import-%s-%d".formatted(print, occurrences.merge(print, 1, Integer::sum)));
    }

    private String print(Scope scope, Turn turn) {
        digest.reset();
        put(scope.user());
        put(scope.agent());
        put(scope.app());
        put(scope.run());
        put(turn.role().name());
        put(turn.speaker());
        put(turn.text());
        put(turn.saidAt() == null ? null : turn.saidAt().toString());
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), DIGEST_BYTES));
    }

    /** With its length in front, so that no two sequences of parts look the same. */
    private void put(@Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        digest.update(
                ByteBuffer.allocate(Integer.BYTES).putInt(part == null ? -1 : bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
