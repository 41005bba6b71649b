package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A word of a setting that must be one of a few. */
final class Choice {

    /** As many letters may be wrong for a word to be meant. */
    private static final int NEAR = 3;

    private Choice() {}

    /** The constant whose name in kebab-case this is. */
    static <E extends Enum<E>> E of(Class<E> choices, String setting, String word) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> codeOf(choice).equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(setting, word, codesOf(choices)));
    }

    private static List<String> codesOf(Class<? extends Enum<?>> choices) {
        return Arrays.stream(choices.getEnumConstants()).map(Choice::codeOf).toList();
    }

    private static String codeOf(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Says which of the known ones may have been meant. */
    static InvalidRequestException unknown(String what, String word, Collection<String> known) {
        return new InvalidRequestException(
                "There is no %s '%s'%s; there are: %s."
                        .formatted(
                                what,
                                word,
                                nearest(word, known)
                                        .map(", did you mean '%s'?"::formatted)
                                        .orElse(""),
                                String.join(", ", known)));
    }

    /** Whether a word is hardly meant for anything else. */
    static boolean isNear(String word, Collection<String> known) {
        return known.stream()
                .anyMatch(other -> distance(word, other) <= NEAR || word.startsWith(other + "-"));
    }

    private static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> near(word, other))
                .min(Comparator.comparingInt(other -> distance(word, other)));
    }

    private static boolean near(String word, String other) {
        return distance(word, other) <= NEAR || word.length() >= NEAR && other.contains(word);
    }

    /** How many letters to insert, delete or exchange. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
