package dev.recall4j;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of places, people and firms in what a clause says. */
final class Names {

    /** A name in a pattern: words with a capital, and small ones between them. */
    static final String NAME =
            "(?:(?:the|The|El|La|Los) )?\\p{Lu}[\\p{L}\\p{M}\\p{N}'.&-]*"
                    + "(?:[ -](?:(?:de|da|do|dos|del|la|le|of|am|an|der|den|upon|di|y|and Co\\.?|&|the) ){0,2}[\\p{Lu}\\p{N}][\\p{L}\\p{M}\\p{N}'.&-]*){0,5}";

    private static final Pattern SPACE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}&+#]+");

    private static final Set<String> EMPTY_WORDS =
            Set.of(
                    "the", "a", "an", "inc", "ltd", "corp", "gmbh", "co", "llc", "company", "city",
                    "of");

    private Names() {}

    static Set<String> words(String name) {
        return SPACE.splitAsStream(Words.folded(name))
                .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether two names may be of the same: one has all the words of the other. */
    static boolean alike(Set<String> one, Set<String> other) {
        return one.containsAll(other) || other.containsAll(one);
    }
}
