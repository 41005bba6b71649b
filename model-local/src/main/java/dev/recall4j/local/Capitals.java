package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Word;
import dev.recall4j.dates.WordSets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells where a capital makes a name of a word that is none: "I like Go", "I'm from US". */
final class Capitals {

    /** Words that are written with a capital out of courtesy, or for emphasis, or always. */
    private static final Set<String> NO_NAMES =
            WordSets.of(
                    "i i'm im i've ive i'd i'll you your yours you're god gosh lord ok okay morning afternoon evening"
                            + " night day dear honey buddy bro man dude mate pal sweetie folks guys lol lmao omg tbh"
                            + " btw imo idk fyi thx ty tysm pls plz so the all too not no yes yay wow my any big bad"
                            + " fun haha");

    /** In capitals, a longer word is emphasized rather than abbreviated. */
    private static final int ABBREVIATION_LENGTH_MAX = 3;

    /** What begins behind these may have a capital for that. */
    private static final Pattern BREAK = Pattern.compile("[.!?\u2026,;:\u2013\u2014-]|\\p{So}");

    private Capitals() {}

    /** Whether a word has a capital that a sentence, a greeting or an emphasis does not explain. */
    static boolean makeName(Sentence sentence, int index) {
        Word word = sentence.word(index);
        return word.capitalized()
                && index > 0
                && !BREAK.matcher(sentence.gapAfter(index - 1)).find()
                && !NO_NAMES.contains(word.lower())
                && !isEmphasis(sentence, word)
                && !isAllCapitalized(sentence);
    }

    private static boolean isEmphasis(Sentence sentence, Word word) {
        String written = sentence.text().substring(word.start(), word.end());
        return written.length() > ABBREVIATION_LENGTH_MAX
                && written.equals(written.toUpperCase(Locale.ROOT));
    }

    /** "THANK YOU SO MUCH", "Good Morning Ana". */
    private static boolean isAllCapitalized(Sentence sentence) {
        return sentence.words().stream().allMatch(Word::capitalized);
    }
}
