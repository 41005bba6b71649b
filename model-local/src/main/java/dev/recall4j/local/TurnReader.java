package dev.recall4j.local;

import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Span;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one turn: passes over what carries nothing, and writes the rest as candidates. */
final class TurnReader {

    /** A statement of more sentences or characters says several things. */
    private static final int SENTENCES_MAX = 3;

    private static final int GROUP_LENGTH_MAX = 400;

    private final HeardTurn turn;
    private final String text;
    private final Names names;
    private final Answers answers;
    private final StatementWriter writer;
    private final @Nullable TurnReader before;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /**
     * Kept sentences that go into one statement; written when one comes that does not belong to
     * them.
     */
    private final List<Sentence> group = new ArrayList<>();

    /** The question that stands right before the sentence at hand, if it was skipped. */
    private @Nullable Sentence skippedQuestion;

    /** Whether the group needs the question that it answers. */
    private boolean answering;

    private @Nullable Sentence first;
    private String asked = "";

    /**
     * @param question what another speaker asked right before, or the empty text
     * @param before the same speaker's turn before, which this one may take back or set right
     */
    TurnReader(HeardTurn turn, Names names, String question, @Nullable TurnReader before) {
        this.turn = turn;
        this.text = turn.turn().text();
        this.names = names;
        this.answers = new Answers(question);
        this.writer = new StatementWriter(turn, names);
        this.before = before;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    /** The last question in the turn that asks for something, or the empty text. */
    String asked() {
        return asked;
    }

    void read(SentenceSplitter splitter) {
        if (turn.turn().role() == Role.TOOL) {
            splitter.blocks(text).forEach(piece -> block(piece.span()));
            return;
        }
        for (SentenceSplitter.Piece piece : splitter.split(text)) {
            if (piece.block()) {
                flush();
                block(piece.span());
            } else {
                sentence(Sentence.of(text, piece.span()));
            }
        }
        flush();
        keepYesOrNo();
    }

    private void block(Span span) {
        int end = Math.min(span.end(), span.start() + SentenceSplitter.LENGTH_MAX);
        if (end < span.end() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        Span kept = new Span(span.start(), end);
        candidates.add(new Candidate(writer.block(kept.in(text)), evidence(kept), Set.of(), null));
        if (end < span.end()) {
            Span rest = new Span(end, span.end());
            skipped.add(new Skipped(evidence(rest), ReasonCode.NOTHING_TO_REMEMBER));
        }
    }

    private void sentence(Sentence sentence) {
        if (first == null) {
            first = sentence;
        }
        if (isNotMeant(sentence)) {
            skip(sentence, ReasonCode.NOTHING_TO_REMEMBER);
            return;
        }
        if (Corrections.opens(sentence) && setsRight(sentence)) {
            return;
        }
        if (sentence.isQuestion()) {
            question(sentence);
            return;
        }
        if (refersToQuestion(sentence)) {
            skipped.removeLast();
            group.add(skippedQuestion);
        }
        statement(sentence);
        skippedQuestion = null;
    }

    /** Takes back what stands before a "just kidding", too. */
    private boolean isNotMeant(Sentence sentence) {
        boolean takesBack = NotMeant.takesBack(sentence);
        if (takesBack) {
            takeBack();
        }
        return takesBack ? NotMeant.isMark(sentence) : NotMeant.says(sentence);
    }

    private boolean setsRight(Sentence sentence) {
        Optional<Candidate> wrong = takeBack();
        wrong.ifPresent(
                candidate -> add(writer.correction(candidate.text(), sentence), List.of(sentence)));
        return wrong.isPresent();
    }

    /** What was kept last of this speaker, which is not kept after all. */
    private Optional<Candidate> takeBack() {
        flush();
        TurnReader reader = candidates.isEmpty() ? before : this;
        if (reader == null || reader.candidates.isEmpty()) {
            return Optional.empty();
        }
        Candidate last = reader.candidates.removeLast();
        reader.skipped.add(new Skipped(last.evidence(), ReasonCode.NOTHING_TO_REMEMBER));
        return Optional.of(last);
    }

    private void question(Sentence sentence) {
        boolean asks = !Chaff.saysNothing(sentence, names);
        if (asks) {
            asked = sentence.text();
        }
        Optional<Span> stated = Questions.statementIn(sentence);
        if (stated.isPresent()) {
            statement(Sentence.of(text, stated.get().shifted(sentence.span().start())));
            skippedQuestion = null;
        } else {
            skip(sentence, ReasonCode.QUESTION);
            skippedQuestion = asks ? sentence : null;
        }
    }

    /** "Have you read Emma? It's a gem.": only with the question is it clear what is a gem. */
    private boolean refersToQuestion(Sentence sentence) {
        return skippedQuestion != null && BackReferences.opens(sentence);
    }

    private void statement(Sentence sentence) {
        if (joinsGroup(sentence)) {
            group.add(sentence);
            return;
        }
        Optional<ReasonCode> reason = Chaff.reason(sentence, names);
        if (reason.isPresent() && !writer.namesTime(sentence)) {
            skip(sentence, reason.get());
            return;
        }
        flush();
        answering = candidates.isEmpty() && group.isEmpty() && answers.needsQuestion(sentence);
        group.add(sentence);
    }

    private void skip(Sentence sentence, ReasonCode reason) {
        flush();
        skipped.add(new Skipped(evidence(sentence.span()), reason));
    }

    /** "It was great" belongs to the sentence before it, which says what was. */
    private boolean joinsGroup(Sentence sentence) {
        return !group.isEmpty()
                && group.size() < SENTENCES_MAX
                && BackReferences.opens(sentence)
                && sentence.span().end() - group.getFirst().span().start() <= GROUP_LENGTH_MAX;
    }

    private void keepYesOrNo() {
        if (candidates.isEmpty() && first != null && answers.isYesOrNo(first)) {
            Evidence evidence = evidence(first.span());
            skipped.removeIf(skip -> skip.evidence().equals(evidence));
            List<Sentence> answer = List.of(first);
            add(writer.answer(answers.question(), answer), answer);
        }
    }

    private void flush() {
        if (!group.isEmpty()) {
            List<Sentence> sentences = List.copyOf(group);
            group.clear();
            add(
                    answering
                            ? writer.answer(answers.question(), sentences)
                            : writer.statement(sentences),
                    sentences);
            answering = false;
        }
    }

    private void add(StatementWriter.Statement statement, List<Sentence> sentences) {
        Set<String> categories = new TreeSet<>();
        sentences.forEach(sentence -> categories.addAll(CategoryRules.of(sentence)));
        if (statement.happened()) {
            categories.add(CategoryRules.EVENT);
        }
        Span span = new Span(sentences.getFirst().span().start(), sentences.getLast().span().end());
        candidates.add(
                new Candidate(statement.text(), evidence(span), categories, statement.validFrom()));
    }

    private Evidence evidence(Span span) {
        return new Evidence(turn.id(), span.start(), span.end());
    }
}
