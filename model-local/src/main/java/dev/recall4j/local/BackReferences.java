package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.WordSets;

import java.util.Set;

/** Tells sentences that open by pointing at what was said before them: "It was great". */
final class BackReferences {

    private static final Set<String> WORDS =
            WordSets.of(
                    "it it's its it'll they they're they've he he's she she's his her their them him this these those"
                            + " both which who where one");

    private BackReferences() {}

    static boolean opens(Sentence sentence) {
        return WORDS.contains(sentence.lower(0));
    }
}
