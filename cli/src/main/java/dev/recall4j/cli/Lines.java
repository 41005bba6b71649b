package dev.recall4j.cli;

import dev.recall4j.model.Erasure;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Reason;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;

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

    void source(String indent, Source source) {
        String speaker = source.speaker() == null ? "" : oneLine(source.speaker()) + ": ";
        wrapped(indent + "from ", Style.FAINT, speaker + "\"" + oneLine(source.text()) + "\"");
    }

    /** As much of the turn as fits on one line. */
    void sourceBriefly(String indent, Source source) {
        String speaker = source.speaker() == null ? "" : oneLine(source.speaker()) + ": ";
        String line = indent + "from " + speaker + "\"" + oneLine(source.text()) + "\"";
        boolean fits = line.codePointCount(0, line.length()) <= Recall4jCommand.WIDTH;
        note(fits ? line : line.substring(0, line.offsetByCodePoints(0, CUT)) + "…");
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
            case SMALL_TALK, QUESTION, NOTHING_TO_REMEMBER, UNGROUNDED, UNFIT ->
                    "left out: " + reason.message();
            default -> reason.message();
        };
    }

    private void entry(String start, Memory memory) {
        wrapped(start + day(memory.saidAt()) + INDENT, Style.PLAIN, oneLine(memory.text()));
    }

    private static String details(Memory memory) {
        StringBuilder details = new StringBuilder(memory.id().value());
        if (memory.status() != Status.ACTIVE) {
            details.append(", ").append(Choices.name(memory.status()));
        }
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
        return text.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("[\\p{Cntrl}\\u0080-\\u009F\\u202A-\\u202E\\u2066-\\u2069]", "\uFFFD");
    }
}
