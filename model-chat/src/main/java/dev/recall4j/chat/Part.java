package dev.recall4j.chat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.recall4j.model.HeardTurn;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of a procedure, as a model wrote it.
 *
 * @param text on one line
 * @param turns those it is from; at least one
 */
record Part(Kind kind, String text, List<HeardTurn> turns) {

    /** What a part tells. */
    enum Kind {
        GOAL,
        STEP,
        OUTCOME;

        /** As the model calls it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static @Nullable Kind of(String word) {
            return Stream.of(values())
                    .filter(kind -> kind.word().equalsIgnoreCase(word.strip()))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Null if it lacks something, or cites no turn that was given. */
    static @Nullable Part of(JsonNode entry, Batch batch, Set<Flaw> flaws) {
        Kind kind = Kind.of(entry.path("part").asText(""));
        String text = entry.path("text").asText("").strip().replaceAll("\\s*\\R\\s*", " ");
        List<HeardTurn> turns = turns(entry.path("turns"), batch, flaws);
        if (kind == null || text.isEmpty() || turns.isEmpty()) {
            flaws.add(Flaw.WRONG_ENTRY);
            return null;
        }
        return new Part(kind, text, turns);
    }

    /** Those that were given; a number alone stands for a list of one. */
    private static List<HeardTurn> turns(JsonNode node, Batch batch, Set<Flaw> flaws) {
        Stream<JsonNode> numbers = node.isArray() ? node.valueStream() : Stream.of(node);
        return numbers.map(number -> Fact.number(number, flaws))
                .filter(Objects::nonNull)
                .filter(batch::has)
                .distinct()
                .sorted()
                .map(batch::turn)
                .toList();
    }
}
