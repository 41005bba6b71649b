package dev.recall4j.dates;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates of the calendar: days, months, years, and days of the week.
 *
 * <p>Where the year or week is not named, the tense of the clause tells whether the latest or the
 * coming one is meant; where it does not tell, there is no date.
 */
final class CalendarDates {

    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern DECADE = Pattern.compile("(?:19|20)\\d0s");
    private static final Set<String> BEFORE_MONTH =
            WordSets.of("in since until till by from during of early late mid throughout");
    private static final Set<String> BEFORE_YEAR =
            WordSets.of(
                    "in since until till by from during of early late mid around throughout before after");
    private static final Set<String> BEFORE_DAY =
            WordSets.of("on by until till since from before after next last this");
    private static final Set<String> NOT_A_DAY =
            WordSets.of("every each most all any good black casual taco cyber ruby palm easter");

    private static final Set<String> SINGULAR = WordSets.of("this always perhaps sometimes yes");

    /** No leap day is farther away than this. */
    private static final int PAST_MONTHS = 6;

    private static final int YEARS_AROUND = 8;

    /** An earlier year in digits is more likely a number of something else. */
    private static final int YEAR_MIN = 1000;

    private static final Pattern DAYS = Pattern.compile("\\d{1,2}[-/]\\d{1,2}");

    private final DateContext context;
    private final DayRanges ranges;

    CalendarDates(DateContext context) {
        this.context = context;
        this.ranges = new DayRanges(context);
    }

    Optional<DateMatch> at(int index) {
        return written(index)
                .or(() -> dayAndMonth(index))
                .or(() -> monthAndDay(index))
                .or(() -> monthAlone(index))
                .or(() -> season(index))
                .or(() -> yearAlone(index))
                .or(() -> weekday(index));
    }

    private Optional<DateMatch> written(int index) {
        String word = context.sentence().word(index).withoutPossessive();
        if (ISO.matcher(word).matches()) {
            return iso(word).map(day -> explicitDay(index + 1, day));
        }
        if (DECADE.matcher(word).matches()) {
            int first = Integer.parseInt(word.substring(0, 4));
            return Optional.of(new DateMatch(index + 1, TimeInterval.decade(first), true));
        }
        Matcher slashed = SLASHED.matcher(word);
        return slashed.matches() ? slashed(slashed, index) : Optional.empty();
    }

    private static Optional<LocalDate> iso(String word) {
        try {
            return Optional.of(LocalDate.parse(word)).filter(day -> day.getYear() >= YEAR_MIN);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Day first or month first: only one of them may give a date, or both the same. */
    private static Optional<DateMatch> slashed(Matcher parts, int index) {
        int first = Integer.parseInt(parts.group(1));
        int second = Integer.parseInt(parts.group(2));
        int year = Integer.parseInt(parts.group(3));
        Optional<LocalDate> dayFirst = date(year, second, first);
        Optional<LocalDate> monthFirst = date(year, first, second);
        if (dayFirst.isPresent() && monthFirst.isPresent() && !dayFirst.equals(monthFirst)) {
            return Optional.empty();
        }
        return dayFirst.or(() -> monthFirst).map(day -> explicitDay(index + 1, day));
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return year < YEAR_MIN ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateMatch explicitDay(int end, LocalDate day) {
        return new DateMatch(end, TimeInterval.day(day), true);
    }

    /** "7 May", "7th of May", "the 7th of May 2023". */
    private Optional<DateMatch> dayAndMonth(int index) {
        OptionalInt day = CalendarWords.dayOfMonth(context.lower(index));
        if (day.isEmpty() || !context.joined(index) || ranges.goOn(index)) {
            return Optional.empty();
        }
        int at = context.lower(index + 1).equals("of") ? index + 2 : index + 1;
        return month(at).flatMap(month -> monthDay(month, day.getAsInt(), index, at + 1));
    }

    /** "May 7", "May 7th, 2023". */
    private Optional<DateMatch> monthAndDay(int index) {
        OptionalInt day = CalendarWords.dayOfMonth(context.lower(index + 1));
        if (day.isEmpty()
                || !context.joined(index)
                || isCounting(index + 1)
                || ranges.goOnAfter(index + 1)) {
            return Optional.empty();
        }
        return month(index).flatMap(month -> monthDay(month, day.getAsInt(), index, index + 2));
    }

    private Optional<Month> month(int index) {
        return context.has(index)
                ? CalendarWords.month(context.sentence().word(index))
                : Optional.empty();
    }

    private Optional<DateMatch> monthDay(Month month, int day, int first, int end) {
        OptionalInt year = CalendarWords.year(context.lower(end));
        if (year.isPresent() && isJoinedByComma(end - 1)) {
            return date(year.getAsInt(), month.getValue(), day)
                    .map(date -> explicitDay(end + 1, date));
        }
        return inDirection(context.direction(first, end), month, day)
                .map(date -> DateMatch.relative(end, TimeInterval.day(date)));
    }

    private boolean isJoinedByComma(int index) {
        return context.has(index)
                && Set.of("", ",").contains(context.sentence().gapAfter(index).strip());
    }

    private Optional<LocalDate> inDirection(Tense tense, Month month, int day) {
        LocalDate today = context.today();
        for (int years = 0; years <= YEARS_AROUND; years++) {
            int year = tense == Tense.PAST ? today.getYear() - years : today.getYear() + years;
            Optional<LocalDate> date = date(year, month.getValue(), day);
            if (date.isPresent() && fits(tense, date.get(), today)) {
                return date;
            }
        }
        return Optional.empty();
    }

    /**
     * A past verb does not make the date past: "I signed up for the run on 6 October". Where the
     * day of the last year is farther than that of this one, nothing is certain.
     */
    private static boolean fits(Tense tense, LocalDate date, LocalDate today) {
        return switch (tense) {
            case PAST -> !date.isAfter(today) && date.isAfter(today.minusMonths(PAST_MONTHS));
            case PRESENT, FUTURE -> !date.isBefore(today);
            case UNKNOWN -> false;
        };
    }

    /** "May 2023", "in May". */
    private Optional<DateMatch> monthAlone(int index) {
        String before = context.lower(index - 1);
        boolean announced = BEFORE_MONTH.contains(before) && context.joined(index - 1);
        Optional<Month> month =
                announced
                        ? CalendarWords.monthInAnyCase(context.sentence().word(index))
                        : month(index);
        if (month.isEmpty() || followsNumber(index)) {
            return Optional.empty();
        }
        int next = context.lower(index + 1).equals("of") ? index + 2 : index + 1;
        OptionalInt year = CalendarWords.year(context.lower(next));
        if (year.isPresent() && isJoinedByComma(index)) {
            YearMonth named = YearMonth.of(year.getAsInt(), month.get());
            return Optional.of(new DateMatch(next + 1, TimeInterval.month(named), true));
        }
        if (!announced || CalendarWords.dayOfMonth(context.lower(index + 1)).isPresent()) {
            return Optional.empty();
        }
        return monthInDirection(context.direction(index, index + 1), month.get())
                .map(named -> DateMatch.relative(index + 1, TimeInterval.month(named)));
    }

    /**
     * The rest of a day that the calendar does not have ("30 February 2023"), or of a range ("7-15
     * September 2023", "the 7th to the 15th of September").
     */
    private boolean followsNumber(int index) {
        int day = context.lower(index - 1).equals("of") ? index - 2 : index - 1;
        return context.joined(day)
                && context.joined(index - 1)
                && (CalendarWords.dayOfMonth(context.lower(day)).isPresent()
                        || DAYS.matcher(context.lower(day)).matches());
    }

    private Optional<YearMonth> monthInDirection(Tense tense, Month month) {
        YearMonth now = YearMonth.from(context.today());
        YearMonth named = YearMonth.of(now.getYear(), month);
        return switch (tense) {
            case PAST -> Optional.of(named.isAfter(now) ? named.minusYears(1) : named);
            case PRESENT, FUTURE -> Optional.of(named.isBefore(now) ? named.plusYears(1) : named);
            case UNKNOWN -> Optional.empty();
        };
    }

    /** "summer 2019", "winter of 2020" (the one that begins in it). */
    private Optional<DateMatch> season(int index) {
        int next = context.lower(index + 1).equals("of") ? index + 2 : index + 1;
        OptionalInt year = CalendarWords.year(context.lower(next));
        if (year.isEmpty() || !context.joined(index)) {
            return Optional.empty();
        }
        return Season.named(context.lower(index))
                .map(season ->
                        new DateMatch(
                                next + 1, TimeInterval.season(season, year.getAsInt()), true));
    }

    private Optional<DateMatch> yearAlone(int index) {
        OptionalInt year = CalendarWords.year(context.lower(index));
        return year.isPresent()
                        && BEFORE_YEAR.contains(context.lower(index - 1))
                        && context.joined(index - 1)
                        && !isCounting(index)
                ? Optional.of(new DateMatch(index + 1, TimeInterval.year(year.getAsInt()), true))
                : Optional.empty();
    }

    /** "in 2000 people": the next word is a plural. */
    private boolean isCounting(int index) {
        String next = context.lower(index + 1);
        return context.joined(index)
                && (next.equals("people")
                        || (next.endsWith("s") && next.length() > 3 && !SINGULAR.contains(next)));
    }

    /** "on Friday", "Friday night", "Friday, 12 May". */
    private Optional<DateMatch> weekday(int index) {
        Optional<DayOfWeek> day = context.day(index);
        if (day.isEmpty()
                || NOT_A_DAY.contains(context.lower(index - 1))
                || ranges.goOn(index)
                || ranges.goOnAfter(index + 1)) {
            return Optional.empty();
        }
        return dated(index).or(() -> ofWeek(day.get(), index)).or(() -> nearby(day.get(), index));
    }

    private Optional<DateMatch> dated(int index) {
        if (!isJoinedByComma(index)) {
            return Optional.empty();
        }
        int next = context.lower(index + 1).equals("the") ? index + 2 : index + 1;
        return context.has(next)
                ? dayAndMonth(next).or(() -> monthAndDay(next)).or(() -> written(next))
                : Optional.empty();
    }

    /** "Friday last week", "Monday of next week". */
    private Optional<DateMatch> ofWeek(DayOfWeek day, int index) {
        int at = context.lower(index + 1).equals("of") ? index + 2 : index + 1;
        int weeks =
                switch (context.sentence().phrase(at, at + 2)) {
                    case "last week" -> -1;
                    case "this week" -> 0;
                    case "next week" -> 1;
                    default -> Integer.MIN_VALUE;
                };
        if (weeks == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        LocalDate date =
                TimeInterval.mondayOf(context.today())
                        .plusWeeks(weeks)
                        .plusDays(day.getValue() - 1L);
        return Optional.of(DateMatch.relative(at + 2, TimeInterval.day(date)));
    }

    /**
     * "Sat by the lake", "Sun and sea": short forms that are words too need a word before that
     * shows them.
     */
    private boolean isDoubtfulShortForm(int index) {
        String word = context.sentence().word(index).withoutPossessive();
        return !word.endsWith("day") && !BEFORE_DAY.contains(context.lower(index - 1));
    }

    private Optional<DateMatch> nearby(DayOfWeek day, int index) {
        boolean part = context.joined(index) && RelativeDates.isPartOfDay(context.lower(index + 1));
        int end = part ? index + 2 : index + 1;
        if (context.lower(index - 1).equals("the")
                || context.lower(end).equals("the")
                || isDoubtfulShortForm(index)) {
            return Optional.empty();
        }
        LocalDate today = context.today();
        Optional<LocalDate> date =
                switch (context.direction(index, end)) {
                    case PAST -> Optional.of(today.with(TemporalAdjusters.previous(day)));
                    case PRESENT, FUTURE -> Optional.of(today.with(TemporalAdjusters.next(day)));
                    case UNKNOWN -> Optional.empty();
                };
        return date.map(found ->
                DateMatch.relative(
                        end,
                        part
                                ? RelativeDates.partOfDay(found, context.lower(index + 1))
                                : TimeInterval.day(found)));
    }
}
