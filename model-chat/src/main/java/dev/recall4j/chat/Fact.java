package dev.recall4j.chat;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.TreeSet;

/**
 * An entry of an answer.
 *
 * @param turn the number of its turn; whether there is one is not known
 * @param labels its kind and its categories
 * @param from an ISO time, if it is one
 * @param to an ISO time, if it is one
 */
record Fact(
        String text,
        int turn,
        String quote,
        Set<String> labels,
        @Nullable String from,
        @Nullable String to) {

    private static final int CATEGORIES_MAX = 10;

    /** The kinds of the prompt, and the other words that local rules have for them. */
    private static final Set<String> KINDS =
            Set.of(
                    "identity",
                    "preference",
                    "plan",
                    "event",
                    "relation",
                    "state",
                    "procedure",
                    "action",
                    "possession",
                    "place",
                    "health",
                    "work");

    /**
     * Null if it lacks a text or the number of a turn.
     *
     * @param allowed the categories it may have, or none for any
     */
    static @Nullable Fact of(JsonNode entry, Set<String> allowed, Set<Flaw> flaws) {
        Integer turn = number(entry.path("turn"), flaws);
        String text = entry.path("text").asText("").strip();
        if (turn == null || text.isEmpty()) {
            flaws.add(Flaw.WRONG_ENTRY);
            return null;
        }
        return new Fact(
                text,
                turn,
                entry.path("quote").asText(""),
                labels(entry, allowed),
                time(entry.path("from")),
                time(entry.path("to")));
    }

    /** The number that stands there, be it as a text; or null. */
    static @Nullable Integer number(JsonNode node, Set<Flaw> flaws) {
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return node.intValue();
        }
        if (node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue())) {
            return node.intValue();
        }
        if (node.isTextual() && node.textValue().strip().matches("\\d{1,9}")) {
            flaws.add(Flaw.NUMBER_AS_TEXT);
            return Integer.valueOf(node.textValue().strip());
        }
        return null;
    }

    private static Set<String> labels(JsonNode entry, Set<String> allowed) {
        Set<String> labels = new TreeSet<>();
        String kind = entry.path("kind").asText("").strip();
        if (KINDS.contains(kind)) {
            labels.add(kind);
        }
        entry.path("categories")
                .valueStream()
                .map(category -> category.asText("").strip())
                .filter(category -> !category.isEmpty())
                .filter(category -> allowed.isEmpty() || allowed.contains(category))
                .limit(CATEGORIES_MAX)
                .forEach(labels::add);
        return labels;
    }

    private static @Nullable String time(JsonNode node) {
        String text = node.isNull() ? "" : node.asText("").strip();
        return text.isEmpty() || text.equalsIgnoreCase("null") ? null : text;
    }
}
