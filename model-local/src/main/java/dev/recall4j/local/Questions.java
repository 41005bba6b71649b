package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Span;
import dev.recall4j.dates.WordSets;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the statement that a question carries: "I adopted a dog, can you believe it?". */
final class Questions {

    private static final Pattern TOLD =
            Pattern.compile(
                    "(hey |so |oh |and |by the way |btw )*(did|have|haven't|didn't) i (ever |not |already )?"
                            + "(tell|told|mention|mentioned|say|said) .*");
    private static final Pattern TAG =
            Pattern.compile(
                    "(?:but |and |so |or )?(right|huh|eh|ok|okay|yeah|no|remember|see|you know|you see|isn't it|can you believe (it|that)"
                            + "|don't you think|you know what i mean|get it|cool|and you|(what|how) about (you|yours|yourself)"
                            + "|(how|what|where|when|why|who|do|does|did|have|has|are|is|was|were|can|could|will|would|any|got|wanna) .*)");
    private static final Set<String> SUBJECTS =
            Set.of(
                    "i", "i'm", "i've", "i'd", "i'll", "we", "we're", "we've", "my", "our", "he",
                    "she", "he's", "she's", "they", "they're", "it's", "it", "there's", "the",
                    "this", "that", "that's");
    private static final Set<String> OPENERS =
            WordSets.of(
                    "how what where when why who which whose do does did have has had are is was were am can could will"
                            + " would should any got wanna want isn't aren't don't didn't doesn't haven't");
    private static final int SUBJECT_WITHIN = 3;

    /** "right", "can you believe it": a tag that turns any statement into a question. */
    private static final int SHORT_TAG_WORDS_MAX = 4;

    private Questions() {}

    /**
     * The part of a question that states something, if there is one: the question itself where it
     * tells something by asking ("Did I tell you that ..."), else what stands before its tag.
     */
    static Optional<Span> statementIn(Sentence question) {
        if (TOLD.matcher(question.phrase(0, question.words().size())).matches()) {
            return Optional.of(new Span(0, question.text().length()));
        }
        for (int i = question.words().size() - 2; i >= 2; i--) {
            if (isBreak(question, i) && isTag(question, i + 1)) {
                return isDeclarative(question, i + 1)
                        ? Optional.of(new Span(0, question.word(i).end()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isBreak(Sentence question, int index) {
        String gap = question.gapAfter(index).strip();
        return !gap.isEmpty() && ",-\u2013\u2014;:(".indexOf(gap.charAt(0)) >= 0;
    }

    private static boolean isTag(Sentence question, int from) {
        return TAG.matcher(question.phrase(from, question.words().size())).matches();
    }

    /** Whether a subject comes first, or at least no word that would open a question. */
    private static boolean isDeclarative(Sentence question, int tag) {
        boolean onlyTag = question.words().size() - tag <= SHORT_TAG_WORDS_MAX;
        if (onlyTag) {
            return !OPENERS.contains(question.lower(0));
        }
        for (int i = 0; i < SUBJECT_WITHIN; i++) {
            if (SUBJECTS.contains(question.lower(i))) {
                return i == 0 || !OPENERS.contains(question.lower(i - 1));
            }
        }
        return false;
    }
}
