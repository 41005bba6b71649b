package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.WordSets;

import java.util.Set;

/**
 * Tells answers that say nothing without their question.
 *
 * @param question what another speaker asked right before, or the empty text
 */
record Answers(String question) {

    private static final int FRAGMENT_WORDS_MAX = 8;

    /** A longer question would be more of the statement than its answer. */
    private static final int QUESTION_LENGTH_MAX = 200;

    private static final int SHORT_WORDS_MAX = 4;
    private static final int SUBJECT_WITHIN = 3;

    private static final Set<String> SUBJECTS =
            WordSets.of(
                    "i i'm i've i'd i'll we we're we've we'll he he's she she's it it's they they're that's this there"
                            + " there's my our you you're your let's");
    private static final Set<String> NO_MORE =
            Set.of("not anymore", "not any", "no longer", "not since");
    private static final Set<String> YES_OR_NO =
            WordSets.of(
                    "yes yeah yep yup no nope nah never always sometimes often rarely definitely absolutely both"
                            + " neither i not");
    private static final Set<String> YES_OR_NO_OPENERS =
            WordSets.of(
                    "do does did have has had are is was were can could will would should any you so ever");

    /**
     * "Mostly landscapes." after "What do you paint?", "It's from Kyoto." after "Where did you get
     * the cup?".
     */
    boolean needsQuestion(Sentence sentence) {
        return !question.isEmpty()
                && question.length() <= QUESTION_LENGTH_MAX
                && (isFragment(sentence) || BackReferences.opens(sentence));
    }

    private static boolean isFragment(Sentence sentence) {
        int words = sentence.words().size();
        return NO_MORE.contains(sentence.phrase(0, 2))
                || words <= SHORT_WORDS_MAX
                || (words <= FRAGMENT_WORDS_MAX && !hasSubject(sentence));
    }

    private static boolean hasSubject(Sentence sentence) {
        return sentence.words().stream()
                .limit(SUBJECT_WITHIN)
                .anyMatch(word -> SUBJECTS.contains(word.lower()));
    }

    /** "No, never." after "Do you smoke?". */
    boolean isYesOrNo(Sentence sentence) {
        return !question.isEmpty()
                && question.length() <= QUESTION_LENGTH_MAX
                && sentence.words().size() <= FRAGMENT_WORDS_MAX
                && YES_OR_NO.contains(sentence.lower(0))
                && YES_OR_NO_OPENERS.contains(Sentence.of(question).lower(0));
    }
}
