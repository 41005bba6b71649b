package dev.recall4j.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * The stretch of local time that an expression names.
 *
 * @param start its first moment
 * @param end the first moment after it
 * @param granularity how finely the expression names it
 */
public record TimeInterval(LocalDateTime start, LocalDateTime end, Granularity granularity) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public TimeInterval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("interval " + start + ".." + end);
        }
    }

    static TimeInterval minute(LocalDateTime time) {
        return new TimeInterval(time, time.plusMinutes(1), Granularity.TIME);
    }

    static TimeInterval partOfDay(LocalDateTime start, LocalDateTime end) {
        return new TimeInterval(start, end, Granularity.DAY_PART);
    }

    static TimeInterval day(LocalDate day) {
        return days(day, 1, Granularity.DAY);
    }

    /** The calendar week, Monday to Sunday, that a day lies in. */
    static TimeInterval weekOf(LocalDate day) {
        return days(mondayOf(day), 7, Granularity.WEEK);
    }

    /** Saturday and Sunday of the calendar week that a day lies in. */
    static TimeInterval weekendOf(LocalDate day) {
        return days(mondayOf(day).plusDays(5), 2, Granularity.WEEKEND);
    }

    static TimeInterval month(YearMonth month) {
        return of(month.atDay(1), month.plusMonths(1).atDay(1), Granularity.MONTH);
    }

    static TimeInterval season(Season season, int year) {
        LocalDate first = LocalDate.of(year, season.firstMonth(), 1);
        return of(first, first.plusMonths(3), Granularity.SEASON);
    }

    static TimeInterval year(int year) {
        return of(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1), Granularity.YEAR);
    }

    static TimeInterval decade(int firstYear) {
        return of(
                LocalDate.of(firstYear, 1, 1),
                LocalDate.of(firstYear + 10, 1, 1),
                Granularity.DECADE);
    }

    static LocalDate mondayOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static TimeInterval days(LocalDate first, int days, Granularity granularity) {
        return of(first, first.plusDays(days), granularity);
    }

    private static TimeInterval of(LocalDate first, LocalDate end, Granularity granularity) {
        return new TimeInterval(first.atStartOfDay(), end.atStartOfDay(), granularity);
    }

    public LocalDate firstDay() {
        return start.toLocalDate();
    }

    /**
     * As people and keyword search read it: {@code 2023-05-07}, {@code week of 2023-05-01}, {@code
     * 2023-05}.
     */
    public String label() {
        return switch (granularity) {
            case TIME -> MINUTE.format(start);
            case DAY_PART, DAY -> firstDay().toString();
            case WEEKEND -> "weekend of " + firstDay();
            case WEEK -> "week of " + firstDay();
            case MONTH -> YearMonth.from(start).toString();
            case SEASON -> Season.startingIn(start.getMonth()).label(start.getYear());
            case YEAR -> String.valueOf(start.getYear());
            case DECADE -> start.getYear() + "s";
        };
    }
}
