package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Word;
import dev.recall4j.dates.WordList;
import dev.recall4j.dates.WordSets;
import dev.recall4j.model.ReasonCode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells sentences that carry nothing to remember.
 *
 * <p>A sentence is chaff if all of its words are on a list of words that say nothing by themselves
 * ("Wow, that sounds great!"), or if it is a courtesy that has words of its own ("Keep up the good
 * work!"). Anything else is kept: a needless memory costs less than a lost one. A number or a word
 * that is not on the list, in whatever language, is therefore enough, and so is one that is on the
 * list but has a capital as a name has ("I like Go").
 */
final class Chaff {

    private static final Set<String> EMPTY_WORDS =
            WordList.lines(Chaff.class.getResourceAsStream("empty-words.txt")).stream()
                    .flatMap(line -> WordSets.of(line).stream())
                    .collect(Collectors.toUnmodifiableSet());
    private static final Pattern FORMULA =
            Pattern.compile(
                    "(?:"
                            + String.join(
                                    "|",
                                    WordList.lines(Chaff.class.getResourceAsStream("formulas.txt")))
                            + ")\\b.*");

    /** A courtesy is short; what is longer says more than the courtesy it opens with. */
    private static final int FORMULA_WORDS_MAX = 12;

    private static final Set<String> OWN = WordSets.of("i i'm i've my our we we're");
    private static final int FIRST_EMOJI = 0x1F000;

    private Chaff() {}

    /** Why the sentence is not worth keeping, or nothing if it is. */
    static Optional<ReasonCode> reason(Sentence sentence, Names names) {
        if (sentence.words().isEmpty()) {
            return Optional.of(
                    sentence.text().codePoints().anyMatch(c -> c >= FIRST_EMOJI)
                            ? ReasonCode.SMALL_TALK
                            : ReasonCode.NOTHING_TO_REMEMBER);
        }
        return saysNothing(sentence, names) || isFormula(sentence, names)
                ? Optional.of(ReasonCode.SMALL_TALK)
                : Optional.empty();
    }

    /** Whether no word says anything by itself. */
    static boolean saysNothing(Sentence sentence, Names names) {
        return saysNothing(sentence, 0, names);
    }

    private static boolean saysNothing(Sentence sentence, int from, Names names) {
        return IntStream.range(from, sentence.words().size())
                .allMatch(index -> isEmpty(sentence, index, names));
    }

    private static boolean isEmpty(Sentence sentence, int index, Names names) {
        Word word = sentence.word(index);
        return names.include(word)
                || (EMPTY_WORDS.contains(word.lower()) && !Capitals.makeName(sentence, index));
    }

    private static boolean isFormula(Sentence sentence, Names names) {
        List<Word> words = sentence.words();
        int opening = 0;
        while (opening < words.size() - 1 && isOpening(sentence, opening, names)) {
            opening++;
        }
        if (words.size() - opening > FORMULA_WORDS_MAX) {
            return false;
        }
        String rest =
                sentence.text()
                        .substring(words.get(opening).start())
                        .toLowerCase(Locale.ROOT)
                        .replace('\u2019', '\'');
        return FORMULA.matcher(rest).matches()
                && !mentionsOwnLife(words.subList(opening, words.size()))
                && !goesOn(sentence, opening, names);
    }

    /** "Wow, Ben, " before the courtesy itself. */
    private static boolean isOpening(Sentence sentence, int index, Names names) {
        return isEmpty(sentence, index, names)
                && (sentence.gapAfter(index).startsWith(",")
                        || names.include(sentence.word(index))
                        || names.include(sentence.word(index + 1)));
    }

    /**
     * "Good luck with my plants", "It means a lot that you eat what I bake": more than a courtesy.
     */
    private static boolean mentionsOwnLife(List<Word> words) {
        return words.stream().skip(1).anyMatch(word -> OWN.contains(word.lower()))
                || words.stream().anyMatch(Chaff::hasDigit);
    }

    /** "Great news, Mia passed her exam": what follows the courtesy says something. */
    private static boolean goesOn(Sentence sentence, int opening, Names names) {
        List<Word> words = sentence.words();
        for (int i = opening; i < words.size() - 1; i++) {
            if (!sentence.gapAfter(i).isBlank()) {
                return !saysNothing(sentence, i + 1, names);
            }
        }
        return false;
    }

    private static boolean hasDigit(Word word) {
        return word.lower().chars().anyMatch(Character::isDigit);
    }
}
