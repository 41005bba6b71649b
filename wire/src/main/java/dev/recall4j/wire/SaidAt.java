package dev.recall4j.wire;

import dev.recall4j.model.InvalidRequestException;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;

/**
 * The time a turn was said, with its zone, from text: an ISO-8601 date (its midnight) or date and
 * time. A time that names no zone or offset is in UTC, on every machine.
 */
public final class SaidAt {

    private static final int DATE_LENGTH = 10;

    private SaidAt() {}

    /**
     * @throws InvalidRequestException if the text is neither
     */
    public static ZonedDateTime parse(String text) {
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC)
                    : dateTime(text);
        } catch (DateTimeParseException e) {
            throw new InvalidRequestException(
                    "The time '%s' is not ISO-8601; give one such as 2024-05-08, 2024-05-08T12:30 or 2024-05-08T12:30:00+02:00."
                            .formatted(Json.shortened(text)));
        }
    }

    private static ZonedDateTime dateTime(String text) {
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
        return switch (parsed) {
            case ZonedDateTime zoned -> zoned;
            case OffsetDateTime offset -> offset.toZonedDateTime();
            default -> LocalDateTime.from(parsed).atZone(ZoneOffset.UTC);
        };
    }
}
