package dev.recall4j.local;

import java.util.Set;

/** Sets of words, written as one text. */
final class WordSets {

    private WordSets() {}

    static Set<String> of(String words) {
        return Set.of(words.split(" ", -1));
    }
}
