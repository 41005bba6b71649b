package dev.recall4j.local;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;

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
    private static final int FRAGMENT_WORDS_MAX = 8;
    private static final int SHORT_ANSWER_WORDS_MAX = 4;

    private static final Set<String> BACK_REFERENCES =
            WordSets.of(
                    "it it's its it'll they they're they've he he's she she's his her their them him this these those"
                            + " both which who where one");
    private static final Set<String> SUBJECTS =
            WordSets.of(
                    "i i'm i've i'd i'll we we're we've we'll he he's she she's it it's they they're that's this there"
                            + " there's my our you you're your let's");
    private static final Set<String> YES_OR_NO =
            WordSets.of(
                    "yes yeah yep yup no nope nah never always sometimes often rarely definitely absolutely both"
                            + " neither i not");

    private final HeardTurn turn;
    private final Set<String> names;
    private final String question;
    private final StatementWriter writer;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Sentence> group = new ArrayList<>();

    /**
     * @param names first names and full names of all who speak, in lower case
     * @param question what another speaker asked right before, or the empty text
     */
    TurnReader(HeardTurn turn, Set<String> names, String question) {
        this.turn = turn;
        this.names = names;
        this.question = question;
        this.writer = new StatementWriter(turn, names);
    }

    List<Candidate> candidates() {
        return candidates;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    /**
     * Reads the turn; returns the last question in it that asks for something, or the empty text.
     */
    String read(SentenceSplitter splitter) {
        String text = turn.turn().text();
        if (turn.turn().role() == Role.TOOL) {
            splitter.blocks(text).forEach(piece -> block(piece.span()));
            return "";
        }
        String asked = "";
        for (SentenceSplitter.Piece piece : splitter.split(text)) {
            if (piece.block()) {
                flush();
                block(piece.span());
                continue;
            }
            Sentence sentence = Sentence.of(text, piece.span());
            if (sentence.isQuestion() && !Chaff.saysNothing(sentence.words(), names)) {
                asked = sentence.text();
            }
            sentence(sentence);
        }
        flush();
        return asked;
    }

    private void block(Span span) {
        String text = turn.turn().text();
        int end = Math.min(span.end(), span.start() + SentenceSplitter.LENGTH_MAX);
        if (end < span.end() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        Span kept = new Span(span.start(), end);
        StatementWriter.Statement statement = writer.block(kept.in(text));
        candidates.add(new Candidate(statement.text(), evidence(kept), Set.of(), null));
        if (end < span.end()) {
            skipped.add(
                    new Skipped(
                            evidence(new Span(end, span.end())), ReasonCode.NOTHING_TO_REMEMBER));
        }
    }

    private void sentence(Sentence sentence) {
        if (sentence.isQuestion()) {
            Optional<Sentence> statement = statementOf(sentence);
            if (statement.isEmpty()) {
                skip(sentence, ReasonCode.QUESTION);
                return;
            }
            keepOrSkip(statement.get());
            return;
        }
        keepOrSkip(sentence);
    }

    private Optional<Sentence> statementOf(Sentence question) {
        return Questions.statementIn(question)
                .map(span ->
                        Sentence.of(
                                turn.turn().text(),
                                new Span(
                                        question.span().start() + span.start(),
                                        question.span().start() + span.end())));
    }

    private void keepOrSkip(Sentence sentence) {
        if (joinsGroup(sentence)) {
            group.add(sentence);
            return;
        }
        if (isBareAnswer(sentence)) {
            flush();
            add(writer.answer(question, List.of(sentence)), List.of(sentence));
            return;
        }
        Optional<ReasonCode> reason = Chaff.reason(sentence, names);
        if (reason.isPresent()) {
            skip(sentence, reason.get());
            return;
        }
        flush();
        if (isFragmentOfAnswer(sentence)) {
            add(writer.answer(question, List.of(sentence)), List.of(sentence));
        } else {
            group.add(sentence);
        }
    }

    private void skip(Sentence sentence, ReasonCode reason) {
        flush();
        skipped.add(new Skipped(evidence(sentence.span()), reason));
    }

    /** "It was great" belongs to the sentence before it, which says what was. */
    private boolean joinsGroup(Sentence sentence) {
        return !group.isEmpty()
                && group.size() < SENTENCES_MAX
                && BACK_REFERENCES.contains(sentence.lower(0))
                && sentence.span().end() - group.getFirst().span().start() <= GROUP_LENGTH_MAX;
    }

    /** "Yes." as all that was said to "Do you have children?". */
    private boolean isBareAnswer(Sentence sentence) {
        return !question.isEmpty()
                && sentence.words().size() <= SHORT_ANSWER_WORDS_MAX
                && YES_OR_NO.contains(sentence.lower(0))
                && sentence.span()
                        .equals(
                                new Span(0, turn.turn().text().length())
                                        .stripped(turn.turn().text()))
                && Chaff.saysNothing(sentence.words(), names);
    }

    private boolean isFragmentOfAnswer(Sentence sentence) {
        return !question.isEmpty()
                && candidates.isEmpty()
                && (sentence.words().size() <= SHORT_ANSWER_WORDS_MAX
                        || sentence.words().size() <= FRAGMENT_WORDS_MAX && isFragment(sentence));
    }

    private static boolean isFragment(Sentence sentence) {
        return sentence.words().stream()
                .limit(3)
                .noneMatch(word -> SUBJECTS.contains(word.lower()));
    }

    private void flush() {
        if (!group.isEmpty()) {
            add(writer.statement(List.copyOf(group)), List.copyOf(group));
            group.clear();
        }
    }

    private void add(StatementWriter.Statement statement, List<Sentence> sentences) {
        Span span = new Span(sentences.getFirst().span().start(), sentences.getLast().span().end());
        Set<String> categories = new TreeSet<>();
        sentences.forEach(sentence -> categories.addAll(CategoryRules.of(sentence)));
        candidates.add(
                new Candidate(statement.text(), evidence(span), categories, statement.validFrom()));
    }

    private Evidence evidence(Span span) {
        return new Evidence(turn.id(), span.start(), span.end());
    }
}
