package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Objects;
import java.util.Optional;

/** The one rule for times: ISO-8601, within the years that every store can keep and order. */
public final class Times {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    /**
     * The point in time that a text names: an ISO-8601 date (its midnight in UTC) or date and time
     * (in UTC unless it says otherwise). Empty for any other text.
     */
    public static Optional<Instant> parse(String text) {
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(text)).filter(Times::inRange);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
        return switch (parsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            default -> LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
        };
    }

    static void require(String what, Instant time) {
        Objects.requireNonNull(time, what);
        if (!inRange(time)) {
            throw new InvalidRequestException(
                    "The " + what + " is outside the years 1 to 9999; give another.");
        }
    }

    /** Whether it is within the years 1 to 9999. */
    public static boolean inRange(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    static void requireValidity(@Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            require("time from which the memory is true", from);
        }
        if (to != null) {
            require("time until which the memory is true", to);
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidRequestException(
                    "The memory is true until %s, before it begins to be at %s; swap them."
                            .formatted(to, from));
        }
    }
}
