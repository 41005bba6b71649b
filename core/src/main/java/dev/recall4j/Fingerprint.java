package dev.recall4j;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells whether two texts say the same, up to case, punctuation and white space.
 *
 * <p>Only punctuation at the edge of a word is passed over: "3.5" is not "35", "don't" not "dont".
 * Signs that carry meaning stay, so that "C", "C++" and "C#", or "5" and "-5", are told apart.
 */
final class Fingerprint {

    private static final Pattern WHITE_SPACE =
            Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Fingerprint() {}

    /**
     * @param speaker whose words they are, if the text alone does not tell; else null
     */
    static String of(String text, @Nullable String speaker) {
        String said = speaker == null ? "" : fold(speaker);
        return digest(said + "\n" + words(text));
    }

    private static String words(String text) {
        String folded = fold(text);
        String words =
                WHITE_SPACE
                        .splitAsStream(folded)
                        .map(Fingerprint::trimmed)
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(" "));
        return words.isEmpty() ? folded.strip() : words;
    }

    private static String trimmed(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && isEdge(word.charAt(start)) && !isSign(word, start)) {
            start++;
        }
        while (end > start && isEdge(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(start, end);
    }

    /** A minus in front of a number. */
    private static boolean isSign(String word, int index) {
        return word.charAt(index) == '-'
                && index + 1 < word.length()
                && Character.isDigit(word.charAt(index + 1));
    }

    private static boolean isEdge(char c) {
        return switch (Character.getType(c)) {
            case Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.DASH_PUNCTUATION ->
                    true;
            case Character.OTHER_PUNCTUATION -> "#%&@*/\\§¶†‡‰".indexOf(c) < 0;
            default -> c == '`';
        };
    }

    /** One by one: the platform is slow where many letters, such as ß, become two. */
    private static String fold(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .forEach(c -> upper.append(Character.toString(c).toUpperCase(Locale.ROOT)));
        return upper.toString().toLowerCase(Locale.ROOT);
    }

    static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
