package dev.recall4j.cli;

import dev.recall4j.model.Erasure;
import dev.recall4j.model.Held;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Reason;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;
import dev.recall4j.wire.HeldForm;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays results out for people, in {@value Recall4jCommand#WIDTH} columns. */
final class Lines {

    private static final String INDENT = " ".repeat(2);

    /** So many code points, however wide, and the sign that there was more. */
    private static final int CUT = Recall4jCommand.WIDTH - 1;

    private enum Style {
        PLAIN("0"),
        BOLD("1"),
        FAINT("2");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final PrintWriter out;
    private final boolean colours;

    Lines(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void print(String line) {
        out.println(line);
    }

    void heading(String text) {
        out.println(styled(Style.BOLD, text));
    }

    void note(String text) {
        out.println(styled(Style.FAINT, text));
    }

    void memory(Memory memory) {
        entry("", memory);
        note(INDENT + details(memory));
    }

    void recalled(Recalled recalled) {
        entry(score(recalled.score()) + INDENT, recalled.memory());
        note(INDENT + details(recalled.memory()));
        for (Signal signal : Signal.values()) {
            Recalled.Part part = recalled.explanation().get(signal);
            if (part != null) {
                note(INDENT + gave(signal, part));
            }
        }
    }

    private static String gave(Signal signal, Recalled.Part part) {
        return "%s gave %s (raw %s, rank %s)"
                .formatted(signal.code(), score(part.part()), score(part.raw()), rank(part.rank()));
    }

    /** Score, date and text only. */
    void recalledBriefly(Recalled recalled) {
        entry(INDENT + score(recalled.score()) + INDENT, recalled.memory());
    }

    void history(HistoryEntry entry) {
        print(
                "%s  %-10s  by %s: %s"
                        .formatted(
                                entry.at(),
                                Choices.name(entry.event()),
                                oneLine(entry.actor()),
                                oneLine(entry.reason())));
        if (entry.oldText() != null) {
            statement("  was", entry.oldText());
        }
        if (entry.newText() != null) {
            statement("  now", entry.newText());
        }
    }

    void recall(RecallEntry entry) {
        print(
                "%s  %-7s  rank %d, score %s, asked about %s"
                        .formatted(
                                entry.at(),
                                Choices.name(entry.use()),
                                entry.rank(),
                                score(entry.score()),
                                ScopeOptions.inWords(entry.scope())));
    }

    void source(String indent, Source source) {
        quote(indent, source.speaker(), source.text());
    }

    /** As much of the turn as fits on one line. */
    void sourceBriefly(String indent, Source source) {
        String speaker = source.speaker() == null ? "" : oneLine(source.speaker()) + ": ";
        String line = indent + "from " + speaker + "\"" + oneLine(source.text()) + "\"";
        boolean fits = line.codePointCount(0, line.length()) <= Recall4jCommand.WIDTH;
        note(fits ? line : line.substring(0, line.offsetByCodePoints(0, CUT)) + "…");
    }

    /** Words of a turn. */
    void quote(String indent, @Nullable String speaker, String words) {
        String who = speaker == null ? "" : oneLine(speaker) + ": ";
        wrapped(indent + "from ", Style.FAINT, who + "\"" + oneLine(words) + "\"");
    }

    void held(Held held) {
        statement(held.code().code(), held.draft().text());
        quote(INDENT, held.source().speaker(), HeldForm.quote(held));
        note(INDENT + "%s, since %s".formatted(held.id(), held.at()));
    }

    /** A text of several lines. */
    void paragraphs(String text) {
        text.lines().forEach(line -> wrapped("", Style.PLAIN, oneLine(line)));
    }

    void paragraph(String text) {
        wrapped("", Style.PLAIN, text);
    }

    /** A text with a word in front that says what about it. */
    void statement(String what, String text) {
        wrapped(what + INDENT, Style.PLAIN, oneLine(text));
    }

    void erased(Erasure erasure) {
        print(
                "Erased %s and %s"
                        .formatted(
                                count(erasure.memories(), "memory", "memories"),
                                count(erasure.turns(), "turn", "turns")));
    }

    void reasons(List<Reason> reasons) {
        reasons.forEach(reason -> note(inWords(reason)));
    }

    /** The messages say about what they count, but not what it is. */
    private static String inWords(Reason reason) {
        return switch (reason.code()) {
            case BELOW_THRESHOLD, FILTERED, EXPIRED, NOT_VALID, NOTHING_ALIKE, OVER_BUDGET ->
                    count(reason.count(), "memory", "memories") + " " + reason.message();
            case SMALL_TALK,
                    QUESTION,
                    NOTHING_TO_REMEMBER,
                    UNGROUNDED,
                    NUMBER_UNSUPPORTED,
                    NAME_UNSUPPORTED,
                    DATE_UNSUPPORTED,
                    NEGATION_UNSUPPORTED,
                    GUESS,
                    ECHO,
                    UNFIT ->
                    "left out: " + reason.message();
            default -> reason.message();
        };
    }

    private void entry(String start, Memory memory) {
        wrapped(start + day(memory.saidAt()) + INDENT, Style.PLAIN, oneLine(memory.text()));
    }

    /** Where it stands, if it is not simply true. */
    private static String standing(Memory memory) {
        String until = memory.validTo() == null ? "" : ", until " + day(memory.validTo());
        return memory.status() == Status.ACTIVE
                ? until
                : until + ", " + Choices.name(memory.status());
    }

    private static String details(Memory memory) {
        StringBuilder details = new StringBuilder(memory.id().value());
        details.append(standing(memory));
        if (memory.occurrences() > 1) {
            details.append(", said %,d times".formatted(memory.occurrences()));
        }
        if (memory.expiresAt() != null) {
            details.append(", expires ").append(memory.expiresAt());
        }
        if (!memory.categories().isEmpty()) {
            details.append(", ").append(oneLine(String.join(" ", memory.categories())));
        }
        return details.toString();
    }

    /** Prints a text behind its start, and what does not fit below it. */
    private void wrapped(String start, Style style, String text) {
        List<String> rows = rows(text, Recall4jCommand.WIDTH - start.length());
        String lead = start;
        for (String row : rows) {
            out.println(styled(style, lead + row));
            lead = " ".repeat(start.length());
        }
    }

    private static List<String> rows(String text, int width) {
        List<String> rows = new ArrayList<>();
        String rest = text;
        while (rest.codePointCount(0, rest.length()) > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : rest.offsetByCodePoints(0, width / 2);
            rows.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        rows.add(rest);
        return rows;
    }

    private String styled(Style style, String text) {
        return colours ? "\u001B[" + style.code + "m" + text + "\u001B[0m" : text;
    }

    /** A number with its noun, such as {@code 1 memory}. */
    static String count(long number, String one, String many) {
        return "%,d %s".formatted(number, number == 1 ? one : many);
    }

    /** A place from 1; a signal has none for what only others found. */
    private static String rank(int rank) {
        return rank == 0 ? "-" : String.valueOf(rank);
    }

    static String score(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The text on one line, and without characters that could command a terminal. */
    static String oneLine(String text) {
        return printable(text.strip().replaceAll("\\s+", " "));
    }

    /** The text on its lines, and without characters that could command a terminal. */
    static String printable(String text) {
        return text.replaceAll(
                "[\\p{Cntrl}\\u0080-\\u009F\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]", "\uFFFD");
    }
}
