package dev.recall4j;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether what a language model says was said, told without a model. A model adds what it thinks
 * likely: a year, a name, a round number, a yes where there was a no. So each number of a statement
 * has to stand in the words that it quotes, each date has to be written there or to follow from
 * them, each name has to have been said in the hearing, and what is denied has to be denied there.
 * What an assistant supposes about somebody is no fact about them. A procedure is checked against
 * all {@link Work} of its task.
 *
 * <p>It does not tell whether the statement follows from the words in any other way, and lets pass
 * what it cannot tell: a true memory lost is as bad as a false one kept. For one thread.
 */
final class Grounding {

    private static final String SENTENCE_ENDS = ".!?\n\u3002\uFF01\uFF1F";

    /** What is longer says more than one thing, and takes long to check. */
    private static final int LENGTH_MAX = 2_000;

    /** Farther from the quote than this, a sentence is no sentence. */
    private static final int AROUND_MAX = 300;

    private final boolean asks;
    private final ProperNames names;

    /** What a procedure has to stand in, instead of the words that it cites. */
    private final @Nullable Work work;

    private Grounding(boolean asks, ProperNames names, @Nullable Work work) {
        this.asks = asks;
        this.names = names;
        this.work = work;
    }

    /** Models are asked for proof; rules and verbatim extraction write nothing of their own. */
    static Grounding of(ExtractionMode mode, List<HeardTurn> hearing) {
        boolean asks = mode.asksModel();
        List<String> said = asks ? hearing.stream().flatMap(Grounding::texts).toList() : List.of();
        ProperNames names = new ProperNames(said);
        Work work = mode == ExtractionMode.PROCEDURE ? new Work(hearing, names) : null;
        return new Grounding(asks, names, work);
    }

    /** Who speaks may be called by a name, and whose memory it is by an id. */
    private static Stream<String> texts(HeardTurn heard) {
        Scope scope = heard.scope();
        return Stream.of(
                        heard.turn().speaker(),
                        scope.user(),
                        scope.agent(),
                        scope.app(),
                        heard.turn().text())
                .filter(Objects::nonNull);
    }

    /**
     * @param candidate its evidence is a span of the turn
     * @return why it is not believed, or null if nothing is against it
     */
    @Nullable ReasonCode objection(Candidate candidate, HeardTurn source) {
        if (!asks) {
            return null;
        }
        String statement = candidate.text();
        if (work != null) {
            return work.objection(statement);
        }
        Evidence evidence = candidate.evidence();
        if (Math.max(statement.length(), evidence.end() - evidence.start()) > LENGTH_MAX) {
            return ReasonCode.UNGROUNDED;
        }
        String text = source.turn().text();
        String quote = text.substring(evidence.start(), evidence.end());
        String around = text.substring(startOf(text, evidence), endOf(text, evidence));
        if (Guess.isIt(statement, around, source)) {
            return ReasonCode.GUESS;
        }
        return unsupported(statement, quote, around, source);
    }

    private @Nullable ReasonCode unsupported(
            String statement, String quote, String around, HeardTurn source) {
        CalendarDay.Found claimed = CalendarDay.in(Words.folded(statement));
        SaidDates inQuote = new SaidDates(quote, source.saidAt());
        SaidDates said = inQuote.areNone() ? new SaidDates(around, source.saidAt()) : inQuote;
        if (!claimed.dates().stream().allMatch(said::support)) {
            return ReasonCode.DATE_UNSUPPORTED;
        }
        if (!Quantities.areIn(claimed.rest(), Words.folded(quote))) {
            return ReasonCode.NUMBER_UNSUPPORTED;
        }
        if (!names.include(statement)) {
            return ReasonCode.NAME_UNSUPPORTED;
        }
        return Negation.agrees(statement, quote) ? null : ReasonCode.NEGATION_UNSUPPORTED;
    }

    private static int startOf(String text, Evidence evidence) {
        int start = evidence.start();
        int first = Math.max(0, start - AROUND_MAX);
        while (start > first && SENTENCE_ENDS.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    private static int endOf(String text, Evidence evidence) {
        int end = evidence.end();
        int last = Math.min(text.length(), end + AROUND_MAX);
        while (end < last && SENTENCE_ENDS.indexOf(text.charAt(end - 1)) < 0) {
            end++;
        }
        return end;
    }
}
