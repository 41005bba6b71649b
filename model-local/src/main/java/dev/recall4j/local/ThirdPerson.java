package dev.recall4j.local;

import dev.recall4j.dates.CalendarWords;
import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Verbs;
import dev.recall4j.dates.Word;
import dev.recall4j.dates.WordSets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns an English sentence said in the first person into one about its speaker: "I live with my
 * sister" becomes "Ana lives with Ana's sister".
 *
 * <p>Only what is certain is rewritten. One doubtful word (a verb that could be of either tense, a
 * "we" or "you", a quotation, a second verb that shares the subject) and there is no result at all:
 * the caller then quotes the sentence, which is always right.
 */
final class ThirdPerson {

    /** More names than this in one sentence read worse than a quotation. */
    private static final int NAMES_MAX = 3;

    static final Set<String> FIRST_PERSON = WordSets.of("i i'm i've i'd i'll me my mine");
    private static final Map<String, String> PRESENT_AUXILIARIES =
            Map.of(
                    "am", "is", "have", "has", "do", "does", "don't", "doesn't", "haven't",
                    "hasn't");
    private static final Set<String> UNCHANGED_AUXILIARIES =
            WordSets.of(
                    "was had did can could will would should must might may cannot can't couldn't won't wouldn't"
                            + " shouldn't mustn't didn't hadn't wasn't");
    private static final Set<String> PLURAL_AUXILIARIES = WordSets.of("are were aren't weren't");
    private static final Set<String> FINITE =
            WordSets.of("is are was were has had isn't wasn't can will");
    private static final Set<String> PAST_TIMES = WordSets.of("yesterday ago last");
    private static final Set<String> INVERTING =
            WordSets.of("am do did does have had was can could will would should may might must");
    private static final Set<String> EXCLAMATIONS =
            WordSets.of(
                    "god goodness gosh bad oh word lord pleasure apologies condolences dear all");
    private static final Set<String> WOULD_FOLLOWS = WordSets.of("be like love rather prefer have");

    private final Sentence sentence;
    private final int from;
    private final Speaker speaker;
    private final List<Edit> edits = new ArrayList<>();
    private boolean certain = true;

    private ThirdPerson(Sentence sentence, int from, Speaker speaker) {
        this.sentence = sentence;
        this.from = from;
        this.speaker = speaker;
    }

    /**
     * The edits that rewrite a sentence.
     *
     * @param from index of the word that the statement opens with
     * @return nothing if the sentence has no first person or cannot be rewritten with certainty
     */
    static Optional<List<Edit>> edits(Sentence sentence, int from, Speaker speaker) {
        return new ThirdPerson(sentence, from, speaker).rewrite();
    }

    /** Whether a sentence names neither its speaker nor its listener. */
    static boolean isImpersonal(Sentence sentence) {
        return sentence.words().stream()
                .noneMatch(
                        word -> FIRST_PERSON.contains(word.lower()) || Doubts.isOtherPerson(word));
    }

    private Optional<List<Edit>> rewrite() {
        if (Doubts.about(sentence, from)) {
            return Optional.empty();
        }
        int names = 0;
        for (int i = from; certain && i < sentence.words().size(); i++) {
            if (FIRST_PERSON.contains(sentence.lower(i))) {
                replace(i);
                names++;
            }
        }
        return certain && names > 0 && names <= NAMES_MAX
                ? Optional.of(List.copyOf(edits))
                : Optional.empty();
    }

    private void replace(int index) {
        switch (sentence.lower(index)) {
            case "i" -> subject(index);
            case "i'm" -> put(index, name(index) + " is");
            case "i've" -> put(index, name(index) + " has");
            case "i'll" -> put(index, name(index) + " will");
            case "i'd" -> put(index, name(index) + " " + wouldOrHad(index));
            case "me" -> object(index);
            default -> possessive(index);
        }
    }

    private void subject(int index) {
        if (!sentence.joinedToNext(index) || isInverted(index) || isNumeral(index)) {
            certain = false;
            return;
        }
        int verb = Adverbs.after(sentence, index);
        String word = sentence.lower(verb);
        put(index, name(index));
        if (UNCHANGED_AUXILIARIES.contains(word)) {
            return;
        }
        String auxiliary = PRESENT_AUXILIARIES.get(word);
        switch (auxiliary != null ? Verbs.Form.BASE : Verbs.form(word)) {
            case BASE -> {
                certain &= !isOneOfSeveral(index) || word.equals("am");
                put(verb, auxiliary != null ? auxiliary : Verbs.thirdPerson(word));
            }
            case PAST -> {}
            case EITHER -> certain &= tellsPastTime(verb);
            case UNKNOWN -> certain &= PLURAL_AUXILIARIES.contains(word) && isOneOfSeveral(index);
        }
    }

    /** "World War I ended": after a name it may be a number. */
    private boolean isNumeral(int index) {
        if (index <= from + 1 || !sentence.joinedToNext(index - 1)) {
            return false;
        }
        Word before = sentence.word(index - 1);
        return before.capitalized()
                && CalendarWords.day(before).isEmpty()
                && CalendarWords.month(before).isEmpty();
    }

    /** "I quit my job yesterday": the time tells the tense that the form does not. */
    private boolean tellsPastTime(int verb) {
        for (int i = verb + 1; i < sentence.words().size(); i++) {
            if (PAST_TIMES.contains(sentence.lower(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isInverted(int index) {
        return index > 0
                && sentence.joinedToNext(index - 1)
                && INVERTING.contains(sentence.lower(index - 1));
    }

    /**
     * "My sister and I": the verb stays plural. "I cook, and I clean" has a comma or a verb before.
     */
    private boolean isOneOfSeveral(int index) {
        String before = sentence.lower(index - 1);
        return (before.equals("and") || before.equals("or")) && !followsClause(index - 1);
    }

    private boolean followsClause(int coordinator) {
        if (coordinator > 0 && sentence.gapAfter(coordinator - 1).contains(",")) {
            return true;
        }
        for (int i = from; i < coordinator; i++) {
            String word = sentence.lower(i);
            if (word.startsWith("i'") || word.equals("i") || FINITE.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private String wouldOrHad(int index) {
        int verb = Adverbs.after(sentence, index);
        String word = sentence.lower(verb);
        if (word.equals("better")) {
            return "had";
        }
        if (WOULD_FOLLOWS.contains(word) || Verbs.form(word) == Verbs.Form.BASE) {
            return "would";
        }
        certain &= Verbs.form(word) == Verbs.Form.PAST && Verbs.isParticiple(word);
        return "had";
    }

    private void object(int index) {
        boolean isSubject = index == from || sentence.lower(index - 1).equals("and");
        boolean isJoined = sentence.lower(index + 1).equals("and");
        certain &= !isSubject && !isJoined && !sentence.lower(index + 1).equals("too");
        put(index, name(index));
    }

    private void possessive(int index) {
        boolean own = sentence.lower(index).equals("mine") || sentence.joinedToNext(index);
        certain &= own && !EXCLAMATIONS.contains(sentence.lower(index + 1));
        put(index, speaker.possessive(index == from));
    }

    private String name(int index) {
        return speaker.name(index == from);
    }

    private void put(int index, String replacement) {
        Word word = sentence.word(index);
        edits.add(new Edit(word.start(), word.end(), replacement));
    }
}
