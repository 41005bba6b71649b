package dev.recall4j;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names where words have no space around them, or particles right behind them: 田中さんの車, 민지는,
 * บ้านของสมชาย. Any part of such a word may be a name; those who speak in a scope are few.
 */
final class UnspacedNames {

    private static final int LENGTH_MIN = 2;
    private static final int LENGTH_MAX = 8;

    private UnspacedNames() {}

    /** The word, and in such scripts its parts. */
    static Stream<String> mayBeIn(String word) {
        return isUnspaced(word) ? Stream.concat(Stream.of(word), parts(word)) : Stream.of(word);
    }

    private static Stream<String> parts(String word) {
        return IntStream.range(0, word.length())
                .boxed()
                .flatMap(from ->
                        IntStream.rangeClosed(from + LENGTH_MIN, from + LENGTH_MAX)
                                .filter(to -> to <= word.length())
                                .mapToObj(to -> word.substring(from, to)));
    }

    /** The text with a space in place of each of the names that is in such a script. */
    static String without(Set<String> names, String text) {
        String rest = text;
        for (String name : names) {
            rest = isUnspaced(name) ? rest.replace(name, " ") : rest;
        }
        return rest;
    }

    private static boolean isUnspaced(String word) {
        return word.codePoints().anyMatch(Words::isUnspaced);
    }
}
