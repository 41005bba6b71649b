package dev.recall4j.quality;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.recall4j.model.InvalidRequestException;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Tells a statement by its words, however it is put. A word may be several ({@code "gave up"}), may
 * have alternatives ({@code "vegan|plant-based"}) and any ending ({@code "live*"}); case does not
 * matter. In JSON it is a list of words, or an object with {@code has} and {@code not}.
 *
 * @param has words that all stand in the statement; at least one
 * @param not words of which none stands in it
 */
public record Wording(List<String> has, List<String> not) {

    private static final String HAS = "has";
    private static final String NOT = "not";
    private static final Set<String> KEYS = Set.of(HAS, NOT);
    private static final String BEGINS = "(?<![\\p{L}\\p{M}\\p{N}])";
    private static final String ENDS = "(?![\\p{L}\\p{M}\\p{N}])";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /**
     * @throws InvalidRequestException if it has no word, or an empty one
     */
    public Wording {
        has = List.copyOf(has);
        not = List.copyOf(not);
        if (has.isEmpty()) {
            throw new InvalidRequestException("A wording has no word; give at least one.");
        }
        has.forEach(Wording::requireWord);
        not.forEach(Wording::requireWord);
    }

    public static Wording of(String... has) {
        return new Wording(List.of(has), List.of());
    }

    public Wording without(String... words) {
        return new Wording(has, List.of(words));
    }

    @JsonCreator
    static Wording of(JsonNode json) {
        return json.isArray() ? new Wording(words(json), List.of()) : ofObject(json);
    }

    private static Wording ofObject(JsonNode json) {
        if (!json.isObject()
                || !json.properties().stream().allMatch(e -> KEYS.contains(e.getKey()))) {
            throw new InvalidRequestException(
                    "A wording is neither a list of words nor an object with the keys 'has' and"
                            + " 'not'; give one of them.");
        }
        return new Wording(words(json.path(HAS)), words(json.path(NOT)));
    }

    /** What is no text has none of its own, and is refused as an empty word. */
    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(word -> word.isTextual() ? word.textValue() : "")
                .toList();
    }

    private static void requireWord(String word) {
        for (String alternative : word.split("\\|", -1)) {
            if (alternative.isBlank() || alternative.equals("*")) {
                throw new InvalidRequestException(
                        "A wording has an empty word; leave it out, and each '|' without a word on"
                                + " both sides.");
            }
        }
    }

    /** Whether a statement says this. */
    public boolean isIn(String statement) {
        String plain = plain(statement);
        return has.stream().allMatch(word -> stands(word, plain))
                && not.stream().noneMatch(word -> stands(word, plain));
    }

    /** Chats have either apostrophe, and accents in one piece with the letter or behind it. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace('\u2019', '\'');
    }

    private static boolean stands(String word, String statement) {
        String alternatives =
                Arrays.stream(plain(word).split("\\|"))
                        .map(Wording::expression)
                        .collect(Collectors.joining("|"));
        return Pattern.compile(BEGINS + "(?:" + alternatives + ")", FLAGS)
                .matcher(statement)
                .find();
    }

    private static String expression(String alternative) {
        return alternative.endsWith("*")
                ? Pattern.quote(alternative.substring(0, alternative.length() - 1))
                : Pattern.quote(alternative) + ENDS;
    }

    /** Its words, with a plus between them, and a minus before those that must not be there. */
    @Override
    public String toString() {
        String words = String.join(" + ", has);
        return not.isEmpty() ? words : words + " - " + String.join(" - ", not);
    }
}
