package dev.recall4j;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether two statements use the same words, in whatever form and punctuation. */
final class Wording {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}+#'-]+");

    /** Words without which a statement says the same. */
    private static final Set<String> EMPTY_WORDS =
            Set.of(
                    "a",
                    "an",
                    "the",
                    "is",
                    "am",
                    "are",
                    "has",
                    "have",
                    "been",
                    "now",
                    "currently",
                    "just",
                    "really",
                    "very",
                    "that",
                    "of",
                    "to",
                    "in",
                    "at",
                    "and");

    private Wording() {}

    static boolean isSame(String one, String other) {
        List<String> words = words(one);
        return !words.isEmpty() && words.equals(words(other));
    }

    private static List<String> words(String text) {
        return NO_WORD.splitAsStream(Words.folded(text))
                .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                .map(Stem::of)
                .toList();
    }
}
