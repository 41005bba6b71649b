package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Verbs;
import dev.recall4j.dates.WordSets;

import java.util.Set;

/** Adverbs that stand between a subject and its verb: "I really don't", "I no longer eat". */
final class Adverbs {

    private static final int LENGTH_MIN = 5;

    private static final Set<String> WORDS =
            WordSets.of(
                    "always never also just still even often sometimes only now then ever kinda sorta first almost"
                            + " once soon later too both either neither quite rather indeed instead maybe not");

    private Adverbs() {}

    /** Index of the first word behind a word and the adverbs that follow it. */
    static int after(Sentence sentence, int index) {
        int next = index + 1;
        int at = sentence.phrase(next, next + 2).equals("no longer") ? next + 2 : next;
        while (isAdverb(sentence.lower(at)) && sentence.joinedToNext(at)) {
            at++;
        }
        return at;
    }

    private static boolean isAdverb(String word) {
        return WORDS.contains(word)
                || (word.length() >= LENGTH_MIN && word.endsWith("ly") && !Verbs.isBase(word));
    }
}
