package dev.recall4j;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Status;
import dev.recall4j.model.Turn;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Memories and turns as a reader of a context sees them: each on one line, whatever was said. Pure
 * and thread-safe.
 */
final class ContextLines {

    private static final Pattern UNPRINTABLE =
            Pattern.compile(
                    "[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /** Stands before each line, so that nothing that was said looks like the day of other lines. */
    static final String BULLET = "- ";

    private final ZoneId zone;

    ContextLines(ZoneId zone) {
        this.zone = zone;
    }

    String of(Memory memory) {
        return BULLET + statement(memory);
    }

    /** A turn as it was said, and who said it. */
    String of(HeardTurn heard) {
        Turn turn = heard.turn();
        String speaker =
                turn.speaker() == null
                        ? turn.role().name().toLowerCase(Locale.ROOT)
                        : turn.speaker();
        return BULLET + oneLine(speaker + ": ") + oneLine(turn.text());
    }

    /** A memory that stands alone. */
    String dated(Memory memory) {
        return "[%s] %s".formatted(day(memory.saidAt()), statement(memory));
    }

    LocalDate day(Instant saidAt) {
        return LocalDate.ofInstant(saidAt, zone);
    }

    private String statement(Memory memory) {
        return oneLine(speakerOf(memory)) + oneLine(memory.text()) + standing(memory);
    }

    /** What was true once must not look as if it were true now. */
    private String standing(Memory memory) {
        Instant end = memory.validTo();
        if (memory.status() != Status.SUPERSEDED) {
            return end == null ? "" : " (until %s)".formatted(day(end));
        }
        return end == null ? " (superseded)" : " (until %s, superseded)".formatted(day(end));
    }

    private static String speakerOf(Memory memory) {
        return VerbatimExtractor.speakerOf(memory).map(speaker -> speaker + ": ").orElse("");
    }

    /** A line break or control character in what was said must not look like another line. */
    static String oneLine(String text) {
        return isPlain(text) ? text : UNPRINTABLE.matcher(text).replaceAll(" ");
    }

    /** Whether it is all printable ASCII in single blanks, which most is: the pattern is slow. */
    private static boolean isPlain(String text) {
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && blank)) {
                return false;
            }
            blank = c == ' ';
        }
        return true;
    }
}
