package dev.recall4j.dates;

import java.util.Set;

/** Sets of words, written as one text. */
public final class WordSets {

    private WordSets() {}

    public static Set<String> of(String words) {
        return Set.of(words.split(" ", -1));
    }
}
