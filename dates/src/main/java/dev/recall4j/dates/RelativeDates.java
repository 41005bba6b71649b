package dev.recall4j.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Times told from the moment of speaking.
 *
 * <p>"last Friday" is the latest Friday before today; "next Friday" the Friday of the next calendar
 * week (Monday to Sunday); "this Friday" the first Friday from today on, or in a clause that speaks
 * of the past the latest one. A week, weekend, month or year that is last, this or next is the
 * calendar's. A month or season that is last is the latest one that is over, and next the first
 * that has not begun.
 */
final class RelativeDates {

    private static final Set<String> PARTS_OF_DAY = WordSets.of("morning afternoon evening night");
    private static final Set<String> DETERMINERS =
            WordSets.of("the every each one a my your his our their its");
    private static final Set<String> INEXACT =
            WordSets.of("hundred thousand or over than nearly almost under within");
    private static final int EVENING = 18;
    private static final int NIGHT_ENDS = 6;

    private final DateContext context;
    private final LocalDate today;

    RelativeDates(DateContext context) {
        this.context = context;
        this.today = context.today();
    }

    Optional<DateMatch> at(int index) {
        return switch (context.sentence().word(index).withoutPossessive()) {
            case "today" -> partOf(today, index + 1);
            case "yesterday" -> partOf(today.minusDays(1), index + 1);
            case "tomorrow" -> partOf(today.plusDays(1), index + 1);
            case "tonight" -> found(index + 1, tonight());
            case "last", "past", "previous" -> pointed(index, Pointer.LAST);
            case "this" -> thisOne(index);
            case "next", "coming" -> pointed(index, Pointer.NEXT);
            case "in" -> ahead(index);
            default -> counted(index);
        };
    }

    private enum Pointer {
        LAST(-1),
        THIS(0),
        NEXT(1);

        private final int steps;

        Pointer(int steps) {
            this.steps = steps;
        }
    }

    private static Optional<DateMatch> found(int end, TimeInterval interval) {
        return Optional.of(DateMatch.relative(end, interval));
    }

    private Optional<DateMatch> partOf(LocalDate day, int next) {
        if (context.joined(next - 1) && PARTS_OF_DAY.contains(context.lower(next))) {
            return found(next + 1, partOfDay(day, context.lower(next)));
        }
        return found(next, TimeInterval.day(day));
    }

    static TimeInterval partOfDay(LocalDate day, String part) {
        return switch (part) {
            case "morning" -> TimeInterval.partOfDay(day.atStartOfDay(), day.atTime(12, 0));
            case "afternoon" -> TimeInterval.partOfDay(day.atTime(12, 0), day.atTime(EVENING, 0));
            case "evening" ->
                    TimeInterval.partOfDay(day.atTime(EVENING, 0), day.plusDays(1).atStartOfDay());
            default -> nightAfter(day);
        };
    }

    static boolean isPartOfDay(String word) {
        return PARTS_OF_DAY.contains(word);
    }

    private static TimeInterval nightAfter(LocalDate day) {
        return TimeInterval.partOfDay(
                day.atTime(EVENING, 0), day.plusDays(1).atTime(NIGHT_ENDS, 0));
    }

    /** Said in the small hours, it is the night that is not over yet. */
    private TimeInterval tonight() {
        boolean smallHours = context.saidAt().getHour() < NIGHT_ENDS;
        return nightAfter(smallHours ? today.minusDays(1) : today);
    }

    private Optional<DateMatch> thisOne(int index) {
        return switch (context.lower(index + 1)) {
            case "last", "past" -> pointed(index + 1, Pointer.LAST);
            case "coming", "next", "upcoming" ->
                    pointed(index + 1, Pointer.NEXT).map(this::nearest);
            case "morning", "afternoon", "evening" ->
                    found(index + 2, partOfDay(today, context.lower(index + 1)));
            default -> pointed(index, Pointer.THIS);
        };
    }

    /** "this coming Friday" is the first Friday after today, not that of the next week. */
    private DateMatch nearest(DateMatch match) {
        if (match.interval().granularity() != Granularity.DAY) {
            return match;
        }
        LocalDate day =
                today.with(TemporalAdjusters.next(match.interval().firstDay().getDayOfWeek()));
        return DateMatch.relative(match.endWord(), TimeInterval.day(day));
    }

    private Optional<DateMatch> pointed(int index, Pointer pointer) {
        if (!context.joined(index) || isDuration(index, pointer)) {
            return Optional.empty();
        }
        int what = index + 1;
        return calendarUnit(pointer, context.sentence().word(what).withoutPossessive(), what)
                .or(() -> context.day(what).map(day -> weekday(pointer, day, what)))
                .or(() -> month(pointer, what));
    }

    /**
     * "in the last week", "the next day", "my last year of college": a stretch up to now, or told
     * from another time.
     */
    private boolean isDuration(int index, Pointer pointer) {
        String before = context.lower(index - 1);
        return (pointer != Pointer.THIS && DETERMINERS.contains(before))
                || context.lower(index + 2).equals("of")
                || (context.lower(index).equals("past") && !before.equals("this"));
    }

    private Optional<DateMatch> calendarUnit(Pointer pointer, String unit, int at) {
        int steps = pointer.steps;
        return switch (unit) {
            case "week" -> found(at + 1, TimeInterval.weekOf(today.plusWeeks(steps)));
            case "month" ->
                    found(at + 1, TimeInterval.month(YearMonth.from(today).plusMonths(steps)));
            case "year" -> found(at + 1, TimeInterval.year(today.getYear() + steps));
            case "weekend" -> found(at + 1, weekend(pointer, at));
            case "night" ->
                    pointer == Pointer.LAST
                            ? found(at + 1, nightAfter(today.minusDays(1)))
                            : Optional.empty();
            default ->
                    Season.named(unit)
                            .map(season -> DateMatch.relative(at + 1, season(pointer, season)));
        };
    }

    private TimeInterval weekend(Pointer pointer, int at) {
        TimeInterval ofThisWeek = TimeInterval.weekendOf(today);
        return switch (pointer) {
            case LAST -> TimeInterval.weekendOf(today.minusWeeks(1));
            case NEXT -> TimeInterval.weekendOf(today.plusWeeks(1));
            case THIS ->
                    ofThisWeek.start().isAfter(context.saidAt())
                                    && context.direction(at - 1, at + 1) == Tense.PAST
                            ? TimeInterval.weekendOf(today.minusWeeks(1))
                            : ofThisWeek;
        };
    }

    private TimeInterval season(Pointer pointer, Season season) {
        int year = today.getYear();
        return switch (pointer) {
            case LAST -> latest(year, y -> TimeInterval.season(season, y), false);
            case NEXT -> first(year, y -> TimeInterval.season(season, y));
            case THIS -> latest(year + 1, y -> TimeInterval.season(season, y), true);
        };
    }

    private Optional<DateMatch> month(Pointer pointer, int at) {
        Optional<Month> month = CalendarWords.monthInAnyCase(context.sentence().word(at));
        int year = today.getYear();
        return month.map(name -> {
            TimeInterval interval =
                    switch (pointer) {
                        case LAST -> latest(year, y -> monthOf(y, name), false);
                        case NEXT -> first(year, y -> monthOf(y, name));
                        case THIS -> monthOf(year, name);
                    };
            return DateMatch.relative(at + 1, interval);
        });
    }

    private static TimeInterval monthOf(int year, Month month) {
        return TimeInterval.month(YearMonth.of(year, month));
    }

    private interface OfYear {
        TimeInterval of(int year);
    }

    /**
     * The latest that is over; or, for this year's, the one that is not more than half a year away.
     */
    private TimeInterval latest(int year, OfYear candidates, boolean nearby) {
        LocalDateTime limit =
                nearby ? today.plusMonths(9).plusDays(1).atStartOfDay() : today.atStartOfDay();
        int at = year;
        while (candidates.of(at).end().isAfter(limit)) {
            at--;
        }
        return candidates.of(at);
    }

    private TimeInterval first(int year, OfYear candidates) {
        int at = year;
        while (!candidates.of(at).start().isAfter(context.saidAt())) {
            at++;
        }
        return candidates.of(at);
    }

    private DateMatch weekday(Pointer pointer, DayOfWeek day, int at) {
        LocalDate date =
                switch (pointer) {
                    case LAST -> today.with(TemporalAdjusters.previous(day));
                    case NEXT ->
                            TimeInterval.mondayOf(today).plusWeeks(1).plusDays(day.getValue() - 1L);
                    case THIS ->
                            context.direction(at - 1, at + 1) == Tense.PAST
                                    ? today.with(TemporalAdjusters.previousOrSame(day))
                                    : today.with(TemporalAdjusters.nextOrSame(day));
                };
        if (context.joined(at) && isPartOfDay(context.lower(at + 1))) {
            return DateMatch.relative(at + 2, partOfDay(date, context.lower(at + 1)));
        }
        return DateMatch.relative(at + 1, TimeInterval.day(date));
    }

    /** "two weeks ago", "a year ago", "three days from now". */
    private Optional<DateMatch> counted(int index) {
        OptionalInt count = CalendarWords.number(context.lower(index));
        Optional<ChronoUnit> unit = CalendarWords.unit(context.lower(index + 1));
        if (count.isEmpty() || unit.isEmpty() || isPartOfNumber(index)) {
            return Optional.empty();
        }
        if (context.matches(index + 1, context.lower(index + 1), "ago")) {
            return shifted(index + 3, -count.getAsInt(), unit.get());
        }
        if (context.matches(index + 1, context.lower(index + 1), "from", "now")) {
            return shifted(index + 4, count.getAsInt(), unit.get());
        }
        return Optional.empty();
    }

    private boolean isPartOfNumber(int index) {
        String before = context.lower(index - 1);
        return before.equals("half")
                || (before.equals("and")
                        && CalendarWords.unit(context.lower(index - 2)).isPresent())
                || CalendarWords.number(before).isPresent()
                || INEXACT.contains(before);
    }

    /**
     * "in two weeks": the time after which something will be, unless it is how long something took.
     */
    private Optional<DateMatch> ahead(int index) {
        if (!context.joined(index) || !context.joined(index + 1)) {
            return Optional.empty();
        }
        OptionalInt count = CalendarWords.number(context.lower(index + 1));
        Optional<ChronoUnit> unit =
                CalendarWords.unit(context.sentence().word(index + 2).withoutPossessive());
        if (count.isEmpty() || unit.isEmpty()) {
            return Optional.empty();
        }
        int end = context.lower(index + 3).equals("time") ? index + 4 : index + 3;
        Tense tense = context.direction(index, end);
        return tense == Tense.FUTURE || tense == Tense.PRESENT
                ? shifted(end, count.getAsInt(), unit.get())
                : Optional.empty();
    }

    private Optional<DateMatch> shifted(int end, int count, ChronoUnit unit) {
        LocalDateTime time = context.saidAt().plus(count, unit);
        if (time.getYear() < 1 || time.getYear() > 9998) {
            return Optional.empty();
        }
        return Optional.of(
                DateMatch.relative(
                        end,
                        switch (unit) {
                            case MINUTES, HOURS ->
                                    TimeInterval.minute(time.truncatedTo(ChronoUnit.MINUTES));
                            case DAYS -> TimeInterval.day(time.toLocalDate());
                            case WEEKS -> TimeInterval.weekOf(time.toLocalDate());
                            case MONTHS -> TimeInterval.month(YearMonth.from(time));
                            case DECADES ->
                                    TimeInterval.decade(Math.floorDiv(time.getYear(), 10) * 10);
                            default -> TimeInterval.year(time.getYear());
                        }));
    }
}
