package dev.recall4j.local;

import dev.recall4j.dates.DateExpressions;
import dev.recall4j.dates.DateMention;
import dev.recall4j.dates.DateMention.Relation;
import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.WordSets;
import dev.recall4j.model.HeardTurn;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes sentences of a turn so that they can be read without the conversation: the speaker is
 * named, and behind "yesterday" stands which day that was.
 */
final class StatementWriter {

    private static final Set<String> OPENINGS =
            WordSets.of(
                    "yeah yes yep yup no nope nah oh ah aha aww hey hi hello well so wow thanks actually honestly ok"
                            + " okay sure also and but anyway btw haha hmm right cool great nice awesome absolutely"
                            + " definitely exactly totally agreed plus true sadly luckily unfortunately fortunately");
    private static final Set<String> CONJUNCTIONS = WordSets.of("and but so");
    private static final Set<String> BREAKS = Set.of(",", "!", "-", "\u2013", "\u2014", "...");
    private static final Pattern BULLETS = Pattern.compile("(?:(?:[-*>#]+\\s|\u2022)\\s*)+");

    /** "So -5 degrees", "By the way, #7": marks that belong to the word behind them. */
    private static final Pattern SIGNS =
            Pattern.compile("(?<=\\s)(?:[-\u2013\u2212+](?=\\d)|[*#$\u20AC\u00A3]+)$");

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final Speaker speaker;
    private final ZonedDateTime saidAt;
    private final Names names;

    StatementWriter(HeardTurn turn, Names names) {
        this.speaker = Speaker.of(turn.turn());
        this.saidAt = turn.saidAt();
        this.names = names;
    }

    /**
     * A statement and since when it is true.
     *
     * @param text what it says
     * @param validFrom since when, or null if the sentences do not say or look ahead
     * @param happened whether it tells of something at that time, rather than since then
     */
    record Statement(String text, @Nullable Instant validFrom, boolean happened) {}

    /**
     * Sentences that belong together: in the third person if that is certain, else as a quotation.
     */
    Statement statement(List<Sentence> sentences) {
        List<List<DateMention>> mentions = sentences.stream().map(this::mentions).toList();
        String text =
                inThirdPerson(sentences, mentions)
                        .orElseGet(() -> speaker.opening() + ": " + quoted(sentences, mentions));
        return dated(text, mentions);
    }

    /** Sentences that need the question before them. */
    Statement answer(String question, List<Sentence> sentences) {
        List<List<DateMention>> mentions = sentences.stream().map(this::mentions).toList();
        String text =
                "%s, asked \"%s\": %s"
                        .formatted(
                                speaker.opening(), oneLine(question), quoted(sentences, mentions));
        return dated(text, mentions);
    }

    /** What was said wrong, with the sentence that sets it right. */
    Statement correction(String wrong, Sentence sentence) {
        List<List<DateMention>> mentions = List.of(mentions(sentence));
        return new Statement(
                "%s Corrected: \"%s\"".formatted(wrong, quoted(List.of(sentence), mentions)),
                null,
                false);
    }

    /** Code or data, as it stands. */
    String block(String text) {
        return speaker.opening() + ": " + text;
    }

    boolean namesTime(Sentence sentence) {
        return !mentions(sentence).isEmpty();
    }

    private List<DateMention> mentions(Sentence sentence) {
        return DateExpressions.in(sentence, saidAt).stream().filter(this::canBeKept).toList();
    }

    /** Times are kept within the years 1 to 9999 of UTC. */
    private boolean canBeKept(DateMention mention) {
        int year = start(mention).atOffset(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= 9999;
    }

    private Instant start(DateMention mention) {
        return mention.interval().start().atZone(saidAt.getZone()).toInstant();
    }

    private Optional<String> inThirdPerson(
            List<Sentence> sentences, List<List<DateMention>> mentions) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            Optional<List<Edit>> edits = rewriting(sentences.get(i), i == 0);
            if (edits.isEmpty()) {
                return Optional.empty();
            }
            List<Edit> all = new ArrayList<>(edits.get());
            all.addAll(annotations(mentions.get(i)));
            written.add(oneLine(Edit.apply(sentences.get(i).text(), all)));
        }
        return Optional.of(String.join(" ", written));
    }

    private Optional<List<Edit>> rewriting(Sentence sentence, boolean isFirst) {
        if (!isFirst && ThirdPerson.isImpersonal(sentence)) {
            return Optional.of(List.of());
        }
        int from = opening(sentence);
        return ThirdPerson.edits(sentence, from, speaker)
                .map(edits -> withoutOpening(sentence, from, edits));
    }

    /** Index of the first word that is not "Yeah, " or "Hey Ben, ". */
    private int opening(Sentence sentence) {
        int at = sentence.phrase(0, 3).equals("by the way") ? 3 : 0;
        while (at < sentence.words().size() - 1 && isOpening(sentence, at)) {
            at++;
        }
        return at < sentence.words().size() ? at : 0;
    }

    private boolean isOpening(Sentence sentence, int index) {
        String word = sentence.lower(index);
        String gap = sentence.gapAfter(index).strip();
        if (gap.isEmpty()) {
            return CONJUNCTIONS.contains(word)
                    || (OPENINGS.contains(word) && names.include(sentence.word(index + 1)));
        }
        return BREAKS.contains(gap)
                && (OPENINGS.contains(word) || names.include(sentence.word(index)));
    }

    private static List<Edit> withoutOpening(Sentence sentence, int from, List<Edit> edits) {
        int start = from == 0 ? endOfBullets(sentence) : startOfStatement(sentence, from);
        if (start == 0) {
            return edits;
        }
        List<Edit> all = new ArrayList<>(edits);
        all.add(new Edit(0, start, ""));
        if (edits.stream().noneMatch(edit -> edit.start() == start)) {
            String initial = sentence.text().substring(start, start + 1);
            all.add(new Edit(start, start + 1, initial.toUpperCase(Locale.ROOT)));
        }
        return all;
    }

    /** "- I paint", but not "-5 degrees": white space follows a bullet. */
    private static int endOfBullets(Sentence sentence) {
        Matcher bullets = BULLETS.matcher(sentence.text());
        return bullets.lookingAt() ? bullets.end() : 0;
    }

    private static int startOfStatement(Sentence sentence, int from) {
        int start = sentence.word(from).start();
        Matcher signs = SIGNS.matcher(sentence.text()).region(0, start).useTransparentBounds(true);
        return signs.find() ? signs.start() : start;
    }

    private static String quoted(List<Sentence> sentences, List<List<DateMention>> mentions) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            written.add(Edit.apply(sentences.get(i).text(), annotations(mentions.get(i))));
        }
        return written.stream().map(StatementWriter::oneLine).collect(Collectors.joining(" "));
    }

    private static String oneLine(String text) {
        return WHITE_SPACE.matcher(text.strip()).replaceAll(" ");
    }

    private static List<Edit> annotations(List<DateMention> mentions) {
        return mentions.stream()
                .filter(mention -> !mention.explicit())
                .map(m -> new Edit(m.end(), m.end(), " (" + m.interval().label() + ")"))
                .toList();
    }

    /**
     * Only one time may be mentioned: of several, nothing tells which one the statement is true
     * from.
     */
    private Statement dated(String text, List<List<DateMention>> mentions) {
        List<DateMention> all = mentions.stream().flatMap(List::stream).toList();
        if (all.size() != 1) {
            return new Statement(text, null, false);
        }
        DateMention only = all.getFirst();
        Instant start = start(only);
        boolean at = only.relation() == Relation.AT;
        boolean holds =
                (at || only.relation() == Relation.SINCE) && !start.isAfter(saidAt.toInstant());
        return new Statement(text, holds ? start : null, holds && at);
    }
}
