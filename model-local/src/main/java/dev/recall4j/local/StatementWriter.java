package dev.recall4j.local;

import dev.recall4j.local.DateMention.Relation;
import dev.recall4j.model.HeardTurn;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes sentences of a turn so that they can be read without the conversation: the speaker is
 * named, and what "yesterday" was stands behind it.
 */
final class StatementWriter {

    private static final Set<String> OPENINGS =
            WordSets.of(
                    "yeah yes yep yup no nope nah oh ah aha aww hey hi hello well so wow thanks actually honestly ok"
                            + " okay sure also and but anyway btw haha hmm right cool great nice awesome absolutely"
                            + " definitely exactly totally agreed true sadly luckily unfortunately fortunately");
    private static final Set<String> CONJUNCTIONS = WordSets.of("and but so");

    private final Speaker speaker;
    private final ZonedDateTime saidAt;
    private final Set<String> names;

    StatementWriter(HeardTurn turn, Set<String> names) {
        this.speaker = Speaker.of(turn.turn());
        this.saidAt = turn.saidAt();
        this.names = names;
    }

    /**
     * A statement and since when it is true.
     *
     * @param text what it says
     * @param validFrom since when, or null if the sentences do not say or look ahead
     */
    record Statement(String text, @Nullable Instant validFrom) {}

    /**
     * Sentences that belong together: in the third person if that is certain, else as a quotation.
     */
    Statement statement(List<Sentence> sentences) {
        String text =
                inThirdPerson(sentences)
                        .orElseGet(() -> speaker.opening() + ": " + quoted(sentences));
        return new Statement(text, validFrom(sentences));
    }

    /** A sentence that needs the question before it. */
    Statement answer(String question, List<Sentence> sentences) {
        String text =
                "%s, asked \"%s\": %s"
                        .formatted(speaker.opening(), oneLine(question), quoted(sentences));
        return new Statement(text, validFrom(sentences));
    }

    /** Code or data, as it stands. */
    Statement block(String text) {
        return new Statement(speaker.opening() + ": " + text, null);
    }

    private Optional<String> inThirdPerson(List<Sentence> sentences) {
        List<String> written = new ArrayList<>();
        for (Sentence sentence : sentences) {
            Optional<List<Edit>> edits = rewriting(sentence, written.isEmpty());
            if (edits.isEmpty()) {
                return Optional.empty();
            }
            List<Edit> all = new ArrayList<>(edits.get());
            all.addAll(dates(sentence));
            written.add(oneLine(Edit.apply(sentence.text(), all)));
        }
        return Optional.of(String.join(" ", written));
    }

    private Optional<List<Edit>> rewriting(Sentence sentence, boolean first) {
        if (!first && ThirdPerson.isImpersonal(sentence)) {
            return Optional.of(List.of());
        }
        int from = opening(sentence);
        return ThirdPerson.edits(sentence, from, speaker)
                .map(edits -> withoutOpening(sentence, from, edits));
    }

    /** Index of the first word that is not "Yeah, " or "Hey Ben, ". */
    private int opening(Sentence sentence) {
        int at = 0;
        while (at < sentence.words().size() - 1 && isOpening(sentence, at)) {
            at++;
        }
        return at;
    }

    private boolean isOpening(Sentence sentence, int index) {
        String word = sentence.lower(index);
        String gap = sentence.gapAfter(index).strip();
        boolean comma = gap.equals(",") || gap.equals("!") || gap.equals("-");
        return (OPENINGS.contains(word) || names.contains(word))
                && (comma
                        || gap.isEmpty()
                                && (CONJUNCTIONS.contains(word)
                                        || names.contains(sentence.lower(index + 1))));
    }

    private static List<Edit> withoutOpening(Sentence sentence, int from, List<Edit> edits) {
        Word first = sentence.word(from);
        List<Edit> all = new ArrayList<>(edits);
        if (first.start() > 0) {
            all.add(new Edit(0, first.start(), ""));
        }
        if (from > 0 && edits.stream().noneMatch(edit -> edit.start() == first.start())) {
            String initial = sentence.text().substring(first.start(), first.start() + 1);
            all.add(
                    new Edit(
                            first.start(),
                            first.start() + 1,
                            initial.toUpperCase(java.util.Locale.ROOT)));
        }
        return all;
    }

    private String quoted(List<Sentence> sentences) {
        return sentences.stream()
                .map(sentence -> oneLine(Edit.apply(sentence.text(), dates(sentence))))
                .collect(Collectors.joining(" "));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private List<Edit> dates(Sentence sentence) {
        return DateExpressions.in(sentence, saidAt).stream()
                .filter(mention -> !mention.explicit())
                .map(m -> new Edit(m.end(), m.end(), " (" + m.interval().label() + ")"))
                .toList();
    }

    /**
     * Only one time may be mentioned: of several, nothing tells which one the statement is true
     * from.
     */
    private @Nullable Instant validFrom(List<Sentence> sentences) {
        List<DateMention> mentions =
                sentences.stream().flatMap(s -> DateExpressions.in(s, saidAt).stream()).toList();
        if (mentions.size() != 1) {
            return null;
        }
        DateMention only = mentions.getFirst();
        Instant start = only.interval().start().atZone(saidAt.getZone()).toInstant();
        boolean holds = only.relation() == Relation.AT || only.relation() == Relation.SINCE;
        return holds && !start.isAfter(saidAt.toInstant()) ? start : null;
    }
}
