package dev.recall4j.dates;

import java.util.Optional;
import java.util.Set;

/** Which way a date without a year, or a day without a week, looks. */
enum Tense {
    PAST,
    PRESENT,
    FUTURE,
    UNKNOWN;

    private static final Set<String> FUTURE_WORDS =
            WordSets.of(
                    "will won't shall gonna i'll we'll he'll she'll they'll it'll you'll upcoming plan plans planning"
                            + " scheduled booked due hope hoping let's");
    private static final Set<String> PAST_WORDS =
            WordSets.of(
                    "was were did didn't had hadn't wasn't weren't been i've we've they've you've");
    private static final Set<String> PRESENT_BE =
            WordSets.of(
                    "am is are i'm we're they're he's she's it's there's that's you're isn't aren't");
    private static final Set<String> PRESENT_WORDS =
            WordSets.of("have has do does don't doesn't need needs want wants");
    private static final Set<String> PASSIVE = WordSets.of("be being get gets getting");
    private static final Set<String> PREPOSITIONS = WordSets.of("on in at by");

    /** "No running until May", "it was moved to May": what was said then may reach beyond now. */
    private static final Set<String> OPEN_ENDED = WordSets.of("until till by to for");

    private static final Set<String> CONJUNCTIONS = WordSets.of("and but so then");
    private static final Set<String> MOTION = WordSets.of("went came");
    private static final Set<String> PLAIN_SUBJECTS = WordSets.of("i we they you");
    private static final Set<String> HAVE = WordSets.of("have has i've we've they've you've");
    private static final Set<String> SUBJECTS =
            WordSets.of("i we he she they it my our i'm we're i'll we'll i've we've there the");

    /** The tense of the clause that a mention stands in, from the verb nearest to it. */
    static Tense around(Sentence sentence, int firstWord, int lastWord) {
        boolean opensClause =
                SUBJECTS.contains(sentence.lower(lastWord + 1))
                        && followsBreak(sentence, firstWord);
        Tense before = opensClause ? UNKNOWN : before(sentence, firstWord);
        Tense tense = before != UNKNOWN ? before : after(sentence, lastWord);
        return tense == PAST && OPEN_ENDED.contains(sentence.lower(firstWord - 1))
                ? UNKNOWN
                : tense;
    }

    private static boolean followsBreak(Sentence sentence, int firstWord) {
        int at = firstWord - 1;
        if (at >= 0 && PREPOSITIONS.contains(sentence.lower(at))) {
            at--;
        }
        return at < 0 || !sentence.joinedToNext(at) || CONJUNCTIONS.contains(sentence.lower(at));
    }

    private static Tense before(Sentence sentence, int firstWord) {
        boolean infinitive = false;
        for (int i = firstWord - 1; i >= 0 && !sentence.gapAfter(i).contains(":"); i--) {
            if (sentence.lower(i).equals("to") && Verbs.isBase(sentence.lower(i + 1))) {
                infinitive = true;
                continue;
            }
            Optional<Tense> cue = cue(sentence, i);
            if (cue.isPresent()) {
                return governed(cue.get(), infinitive, sentence.lower(i));
            }
        }
        return UNKNOWN;
    }

    /**
     * "I decided to go on Friday": the going is later than the deciding, and may be still to come.
     */
    private static Tense governed(Tense tense, boolean infinitive, String verb) {
        if (!infinitive || MOTION.contains(verb)) {
            return tense;
        }
        return tense == PAST ? UNKNOWN : FUTURE;
    }

    private static Tense after(Sentence sentence, int lastWord) {
        for (int i = lastWord + 1; i < sentence.words().size(); i++) {
            Optional<Tense> cue = cue(sentence, i);
            if (cue.isPresent()) {
                return cue.get();
            }
        }
        return UNKNOWN;
    }

    private static Optional<Tense> cue(Sentence sentence, int index) {
        String word = sentence.lower(index);
        if (FUTURE_WORDS.contains(word)) {
            return Optional.of(FUTURE);
        }
        if (word.equals("got") && HAVE.contains(sentence.lower(index - 1))) {
            return Optional.of(PRESENT);
        }
        if (PAST_WORDS.contains(word)) {
            return Optional.of(PAST);
        }
        if (PRESENT_BE.contains(word)) {
            return Optional.of(isProgressive(sentence, index) ? FUTURE : PRESENT);
        }
        if (PRESENT_WORDS.contains(word)) {
            return Optional.of(Verbs.isParticiple(sentence.lower(index + 1)) ? PAST : PRESENT);
        }
        if (Verbs.form(word) == Verbs.Form.PAST && !isAdjective(sentence, index)) {
            return Optional.of(PAST);
        }
        return Verbs.isBase(word) && PLAIN_SUBJECTS.contains(sentence.lower(index - 1))
                ? Optional.of(PRESENT)
                : Optional.empty();
    }

    private static boolean isProgressive(Sentence sentence, int be) {
        return sentence.lower(be + 1).endsWith("ing") || sentence.lower(be + 2).endsWith("ing");
    }

    /** "I am excited", "we get married": the form of a past, but the tense is elsewhere. */
    private static boolean isAdjective(Sentence sentence, int index) {
        for (int i = index - 1; i >= Math.max(0, index - 3); i--) {
            String word = sentence.lower(i);
            if (PRESENT_BE.contains(word) || PASSIVE.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
