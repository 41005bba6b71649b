package dev.recall4j.quality;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How much of an answer stands in a text, word by word. Needs to know no evidence, and so compares
 * systems that keep something else than turns.
 */
final class AnswerWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /** English words that carry no answer. */
    private static final Set<String> EMPTY =
            Set.of(
                    ("a about after all also an and any are as at be because been before but by can did do does"
                                    + " doing for from had has have he her his how i if in into is it its"
                                    + " just like more most my no not of on or other our out over s she so"
                                    + " some such t than that the their them then there these they this to"
                                    + " too up very was we were what when where which while who will with"
                                    + " would you your")
                            .split(" "));

    private AnswerWords() {}

    /**
     * The share of the answer's words that the text has, of those that are neither empty nor in the
     * question; nothing if there is none of them.
     */
    static OptionalDouble share(String question, String answer, String text) {
        Set<String> wanted = words(answer);
        wanted.removeAll(EMPTY);
        wanted.removeAll(words(question));
        if (wanted.isEmpty()) {
            return OptionalDouble.empty();
        }
        Set<String> there = words(text);
        long found = wanted.stream().filter(there::contains).count();
        return OptionalDouble.of((double) found / wanted.size());
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
