package dev.recall4j.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Times told from another time: "the day before yesterday", "the week before 9 June 2023", "first
 * weekend of August".
 */
final class AnchoredDates {

    private static final int LAST = -1;
    private static final Set<String> PREPOSITIONS = Set.of("of", "in");

    private final DateContext context;
    private final RelativeDates relative;
    private final CalendarDates calendar;

    AnchoredDates(DateContext context, RelativeDates relative, CalendarDates calendar) {
        this.context = context;
        this.relative = relative;
        this.calendar = calendar;
    }

    Optional<DateMatch> at(int index) {
        if (context.lower(index).equals("the") && context.joined(index)) {
            return neighbour(index + 1).or(() -> ordinal(index + 1));
        }
        return neighbour(index).or(() -> ordinal(index));
    }

    /**
     * "day before yesterday", "week after next", "Friday before 9 June 2023", "two days before 9
     * June".
     */
    private Optional<DateMatch> neighbour(int index) {
        OptionalInt count = CalendarWords.number(context.lower(index));
        int unit = count.isPresent() ? index + 1 : index;
        int side = unit + 1;
        boolean before = context.lower(side).equals("before");
        if (!(before || context.lower(side).equals("after")) || !context.joined(side)) {
            return Optional.empty();
        }
        int steps = (before ? -1 : 1) * count.orElse(1);
        return pointed(unit, side, steps)
                .or(() -> anchor(side + 1).flatMap(a -> shifted(unit, steps, a)));
    }

    /** "the week before last", "the weekend after next". */
    private Optional<DateMatch> pointed(int unit, int side, int steps) {
        if (!context.lower(side + 1).equals(steps < 0 ? "last" : "next")
                || (context.joined(side + 1) && isUnit(side + 2))) {
            return Optional.empty();
        }
        LocalDate today = context.today();
        DateMatch anchor =
                DateMatch.relative(
                        side + 2, TimeInterval.day(stepped(today, context.lower(unit), steps)));
        return shifted(unit, steps, anchor);
    }

    private boolean isUnit(int index) {
        return CalendarWords.unit(context.lower(index)).isPresent()
                || context.lower(index).equals("weekend")
                || context.day(index).isPresent();
    }

    private static LocalDate stepped(LocalDate day, String unit, int steps) {
        return switch (unit) {
            case "month" -> day.plusMonths(steps);
            case "year" -> day.plusYears(steps);
            default -> day.plusWeeks(steps);
        };
    }

    private Optional<DateMatch> anchor(int index) {
        if (!context.has(index)) {
            return Optional.empty();
        }
        int at = context.lower(index).equals("the") ? index + 1 : index;
        return context.has(at)
                ? calendar.at(at)
                        .or(() -> relative.at(at))
                        .filter(m -> m.interval().granularity() == Granularity.DAY)
                : Optional.empty();
    }

    private Optional<DateMatch> shifted(int unit, int steps, DateMatch anchor) {
        LocalDate day = anchor.interval().firstDay();
        Optional<TimeInterval> interval =
                context.day(unit).isPresent()
                        ? context.day(unit).map(name -> TimeInterval.day(weekday(day, name, steps)))
                        : neighbour(context.lower(unit), day, steps);
        return interval.map(i -> new DateMatch(anchor.endWord(), i, anchor.explicit()));
    }

    private static LocalDate weekday(LocalDate day, DayOfWeek name, int steps) {
        return day.with(
                steps < 0 ? TemporalAdjusters.previous(name) : TemporalAdjusters.next(name));
    }

    private static Optional<TimeInterval> neighbour(String unit, LocalDate day, int steps) {
        if (unit.equals("weekend")) {
            boolean within = steps < 0 && day.getDayOfWeek() == DayOfWeek.SUNDAY;
            return Optional.of(
                    TimeInterval.weekendOf(
                            steps < 0 && !within
                                    ? day.minusWeeks(1)
                                    : day.plusWeeks(within ? -1 : 0)));
        }
        return CalendarWords.unit(unit)
                .flatMap(u ->
                        switch (u) {
                            case DAYS -> Optional.of(TimeInterval.day(day.plusDays(steps)));
                            case WEEKS -> Optional.of(TimeInterval.weekOf(day.plusWeeks(steps)));
                            case MONTHS ->
                                    Optional.of(
                                            TimeInterval.month(
                                                    YearMonth.from(day).plusMonths(steps)));
                            case YEARS -> Optional.of(TimeInterval.year(day.getYear() + steps));
                            default -> Optional.empty();
                        });
    }

    /** "first weekend of August", "last Friday of May 2023", "second week of next month". */
    private Optional<DateMatch> ordinal(int index) {
        int which =
                context.lower(index).equals("last")
                        ? LAST
                        : CalendarWords.ordinal(context.lower(index)).orElse(0);
        int preposition = index + 2;
        if (which == 0
                || !context.joined(index)
                || !PREPOSITIONS.contains(context.lower(preposition))) {
            return Optional.empty();
        }
        return monthAt(preposition + 1)
                .flatMap(month ->
                        within(YearMonth.from(month.interval().firstDay()), which, index + 1)
                                .map(i -> new DateMatch(month.endWord(), i, month.explicit())));
    }

    private Optional<DateMatch> monthAt(int index) {
        if (!context.has(index)) {
            return Optional.empty();
        }
        return calendar.at(index)
                .or(() -> relative.at(index))
                .filter(match -> match.interval().granularity() == Granularity.MONTH);
    }

    private Optional<TimeInterval> within(YearMonth month, int which, int unit) {
        Optional<TimeInterval> found =
                switch (context.lower(unit)) {
                    case "day" -> Optional.of(TimeInterval.day(nthDay(month, which)));
                    case "weekend" ->
                            Optional.of(
                                    TimeInterval.weekendOf(nth(month, which, DayOfWeek.SATURDAY)));
                    case "week" -> Optional.of(week(month, which));
                    default ->
                            context.day(unit).map(day -> TimeInterval.day(nth(month, which, day)));
                };
        return found.filter(i ->
                YearMonth.from(i.firstDay()).equals(month) || context.lower(unit).equals("week"));
    }

    private static LocalDate nthDay(YearMonth month, int which) {
        return which == LAST ? month.atEndOfMonth() : month.atDay(1).plusDays(which - 1L);
    }

    private static LocalDate nth(YearMonth month, int which, DayOfWeek day) {
        return month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(which, day));
    }

    /** The first week is the calendar week that the first of the month lies in. */
    private static TimeInterval week(YearMonth month, int which) {
        LocalDate within =
                which == LAST
                        ? month.atEndOfMonth()
                        : month.atDay(1).plus(which - 1L, ChronoUnit.WEEKS);
        return TimeInterval.weekOf(within);
    }
}
