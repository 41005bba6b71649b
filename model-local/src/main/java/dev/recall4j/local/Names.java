package dev.recall4j.local;

import dev.recall4j.dates.Word;
import dev.recall4j.model.HeardTurn;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of all who speak, which say nothing when someone is only addressed by them. */
final class Names {

    private static final int SHORT_FORM_LENGTH_MIN = 2;

    private final Set<String> words;

    private Names(Set<String> words) {
        this.words = words;
    }

    static Names in(List<HeardTurn> turns) {
        Set<String> speakers = new HashSet<>();
        for (HeardTurn turn : turns) {
            if (turn.turn().speaker() != null) {
                speakers.add(turn.turn().speaker());
            }
        }
        Set<String> words = new HashSet<>();
        speakers.forEach(name -> Word.of(name).forEach(word -> words.add(word.lower())));
        return new Names(words);
    }

    /**
     * Whether a word is one of the names, or a short form of one with a capital ("Mel" for
     * "Melanie").
     */
    boolean include(Word word) {
        String name = word.withoutPossessive();
        return words.contains(name)
                || (word.capitalized()
                        && name.length() >= SHORT_FORM_LENGTH_MIN
                        && words.stream().anyMatch(full -> full.startsWith(name)));
    }
}
