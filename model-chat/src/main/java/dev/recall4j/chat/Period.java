package dev.recall4j.chat;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * What an ISO year, month, day or time stands for.
 *
 * @param start its first moment
 * @param end the moment behind it; for a time, the time itself
 */
record Period(Instant start, Instant end) {

    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_LENGTH = 7;
    private static final int DAY_LENGTH = 10;

    /** Null for any other text. */
    static @Nullable Period of(String iso, ZoneId zone) {
        try {
            return switch (iso.length()) {
                case YEAR_LENGTH -> ofYear(Year.parse(iso), zone);
                case MONTH_LENGTH -> ofMonth(YearMonth.parse(iso), zone);
                case DAY_LENGTH -> ofDay(LocalDate.parse(iso), zone);
                default -> ofTime(iso, zone);
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Period ofYear(Year year, ZoneId zone) {
        return between(year.atDay(1), year.plusYears(1).atDay(1), zone);
    }

    private static Period ofMonth(YearMonth month, ZoneId zone) {
        return between(month.atDay(1), month.plusMonths(1).atDay(1), zone);
    }

    private static Period ofDay(LocalDate day, ZoneId zone) {
        return between(day, day.plusDays(1), zone);
    }

    private static Period between(LocalDate first, LocalDate behind, ZoneId zone) {
        return new Period(
                first.atStartOfDay(zone).toInstant(), behind.atStartOfDay(zone).toInstant());
    }

    private static Period ofTime(String iso, ZoneId zone) {
        Instant time =
                hasOffset(iso)
                        ? OffsetDateTime.parse(iso).toInstant()
                        : LocalDateTime.parse(iso).atZone(zone).toInstant();
        return new Period(time, time);
    }

    private static boolean hasOffset(String iso) {
        String time = iso.substring(Math.min(DAY_LENGTH, iso.length()));
        return time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
    }
}
