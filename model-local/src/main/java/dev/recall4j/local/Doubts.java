package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Verbs;
import dev.recall4j.dates.Word;
import dev.recall4j.dates.WordSets;

import java.util.Set;

/** Tells sentences whose rewriting into the third person would be a guess. */
final class Doubts {

    private static final Set<String> OTHER_PERSONS =
            WordSets.of(
                    "you your yours yourself you're you've you'll you'd u ya y'all we us our ours ourselves we're"
                            + " we've we'll we'd let's lets myself i'ma imma i'd've im ive");
    private static final Set<String> SUBJECTLESS =
            WordSets.of(
                    "don't can't cannot haven't hasn't gonna gotta wanna will won't glad happy sorry congrats"
                            + " congratulations thanks excited stoked");
    private static final Set<String> SUBJECTS = WordSets.of("i i'm i've");
    private static final Set<String> COORDINATORS = WordSets.of("and or but then yet plus nor");

    /** After these a base form can be an infinitive that shares them, and stays as it is. */
    private static final Set<String> LICENSES =
            WordSets.of(
                    "to will would can could should must might may did can't couldn't won't wouldn't gonna"
                            + " wanna gotta let help i'll i'd");

    /** Present forms of the first person that are never infinitives. */
    private static final Set<String> FINITE = WordSets.of("am don't haven't");

    /** Portuguese and French have a "me" too, Polish and Czech a "my". */
    private static final Set<String> ENGLISH =
            WordSets.of(
                    "i i'm i've i'd i'll the and with that this they she it is was has her his from by");

    private final Sentence sentence;
    private final int from;

    private Doubts(Sentence sentence, int from) {
        this.sentence = sentence;
        this.from = from;
    }

    /**
     * Whether anything in a sentence speaks against rewriting it.
     *
     * @param from index of the word that the statement opens with
     */
    static boolean about(Sentence sentence, int from) {
        Doubts doubts = new Doubts(sentence, from);
        return sentence.isQuestion()
                || sentence.words().stream().anyMatch(Doubts::isOtherPerson)
                || doubts.mayBeForeign()
                || doubts.lacksSubject()
                || doubts.hasQuotedFirstPerson()
                || doubts.sharesSubject();
    }

    static boolean isOtherPerson(Word word) {
        return OTHER_PERSONS.contains(word.lower());
    }

    /** "Ele me levou na moto". */
    private boolean mayBeForeign() {
        return sentence.words().stream().map(Word::lower).noneMatch(Doubts::isEnglish);
    }

    private static boolean isEnglish(String word) {
        return ENGLISH.contains(word)
                || Verbs.form(word) != Verbs.Form.UNKNOWN
                || (word.endsWith("s") && Verbs.isBase(word.substring(0, word.length() - 1)));
    }

    /** "Tell my sister", "Started my new job", "Glad I came". */
    private boolean lacksSubject() {
        return Verbs.form(sentence.lower(from)) != Verbs.Form.UNKNOWN
                || SUBJECTLESS.contains(sentence.lower(from));
    }

    private boolean hasQuotedFirstPerson() {
        int quotes = 0;
        int at = 0;
        for (Word word : sentence.words()) {
            for (; at < word.start(); at++) {
                quotes += "\"\u201C\u201D\u201E".indexOf(sentence.text().charAt(at)) >= 0 ? 1 : 0;
            }
            if (quotes % 2 == 1 && ThirdPerson.FIRST_PERSON.contains(word.lower())) {
                return true;
            }
        }
        return false;
    }

    /** "I live here and work there": the second verb would have to change too, if it is one. */
    private boolean sharesSubject() {
        boolean shareable = false;
        for (int i = from; i < sentence.words().size(); i++) {
            String word = sentence.lower(i);
            if (SUBJECTS.contains(word)) {
                shareable = true;
            } else if (LICENSES.contains(word)) {
                shareable = false;
            }
            if (opensSecondVerb(i, shareable)) {
                return true;
            }
        }
        return false;
    }

    private boolean opensSecondVerb(int index, boolean shareable) {
        boolean afterComma = sentence.gapAfter(index).strip().equals(",");
        if (!afterComma && !COORDINATORS.contains(sentence.lower(index))) {
            return false;
        }
        String word = sentence.lower(Adverbs.after(sentence, index));
        return FINITE.contains(word)
                || (shareable && Verbs.isBase(word) && !(afterComma && word.equals("like")));
    }
}
