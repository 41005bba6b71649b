package dev.recall4j;

import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times that an English query names. People name the month or the year of what they ask for,
 * seldom the day, and what happened in a month is often told in the next one. So a time is a hint,
 * never a condition.
 *
 * @param years named years; none for any
 * @param months named months, those of named seasons too; none for any
 * @param spans named stretches of time, such as yesterday and last week
 */
record AskedTime(Set<Integer> years, Set<Month> months, List<Span> spans) {

    private static final Map<String, Set<Month>> MONTHS = monthNames();

    private static final Pattern YEAR =
            Pattern.compile("(?<![\\p{L}\\d.])(?:19|20)\\d\\d(?![\\p{L}\\d]|\\.\\d)");

    /** With a capital: "may" and "march" mean other things too. */
    private static final Pattern MONTH =
            Pattern.compile(
                    "(?<!\\p{L})(?!May (?:I|we|you|he|she|they|it)\\b)(?:%s)(?!\\p{L})"
                            .formatted(String.join("|", MONTHS.keySet())));

    private static final Pattern SEASON =
            Pattern.compile(
                    "(?<!\\p{L})(spring|summer|autumn|winter)(?!\\p{L})", Pattern.CASE_INSENSITIVE);

    private static final Pattern ISO_DAY = Pattern.compile("(?<!\\d)\\d{4}-\\d\\d-\\d\\d(?!\\d)");

    private static final Pattern RELATIVE =
            Pattern.compile(
                    "(?<!\\p{L})(?:(today|yesterday)|(last|this) (week|month|year))(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE);

    private static final Map<String, Set<Month>> SEASONS =
            Map.of(
                    "spring", EnumSet.of(Month.MARCH, Month.APRIL, Month.MAY),
                    "summer", EnumSet.of(Month.JUNE, Month.JULY, Month.AUGUST),
                    "autumn", EnumSet.of(Month.SEPTEMBER, Month.OCTOBER, Month.NOVEMBER),
                    "winter", EnumSet.of(Month.DECEMBER, Month.JANUARY, Month.FEBRUARY));

    /** Counts where a time is met nearly: the month before or after, the days around. */
    private static final double NEARLY = 0.5;

    /**
     * A stretch of time.
     *
     * @param from its first day
     * @param to the day behind its last
     */
    record Span(LocalDate from, LocalDate to) {

        private double share(LocalDate day) {
            if (!day.isBefore(from) && day.isBefore(to)) {
                return 1;
            }
            Period around = Period.ofWeeks(1);
            return !day.isBefore(from.minus(around)) && day.isBefore(to.plus(around)) ? NEARLY : 0;
        }
    }

    /**
     * @param today what relative times are counted from
     */
    static AskedTime in(String query, LocalDate today) {
        Set<Month> months = EnumSet.noneOf(Month.class);
        MONTH.matcher(query)
                .results()
                .forEach(name -> months.addAll(Objects.requireNonNull(MONTHS.get(name.group()))));
        SEASON.matcher(query)
                .results()
                .map(season -> season.group(1).toLowerCase(Locale.ROOT))
                .forEach(season -> months.addAll(Objects.requireNonNull(SEASONS.get(season))));
        String withoutDays = ISO_DAY.matcher(query).replaceAll(" ");
        Set<Integer> years = new HashSet<>();
        YEAR.matcher(withoutDays)
                .results()
                .forEach(year -> years.add(Integer.valueOf(year.group())));
        return new AskedTime(years, months, spans(query, today));
    }

    private static List<Span> spans(String query, LocalDate today) {
        List<Span> spans = new ArrayList<>();
        Matcher days = ISO_DAY.matcher(query);
        while (days.find()) {
            parsed(days.group(), spans);
        }
        RELATIVE.matcher(query).results().forEach(named -> spans.add(span(named, today)));
        return spans;
    }

    private static void parsed(String text, List<Span> spans) {
        try {
            LocalDate day = LocalDate.parse(text);
            spans.add(new Span(day, day.plusDays(1)));
        } catch (DateTimeParseException e) {
            // Such as 2024-99-99: no day, so no hint.
        }
    }

    private static Span span(MatchResult named, LocalDate today) {
        String day = named.group(1);
        if (day != null) {
            LocalDate which = day.equalsIgnoreCase("today") ? today : today.minusDays(1);
            return new Span(which, which.plusDays(1));
        }
        int back = named.group(2).equalsIgnoreCase("last") ? 1 : 0;
        return switch (named.group(3).toLowerCase(Locale.ROOT)) {
            case "week" -> {
                LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
                yield new Span(monday.minusWeeks(back), monday.minusWeeks(back).plusWeeks(1));
            }
            case "month" -> {
                LocalDate first = today.withDayOfMonth(1).minusMonths(back);
                yield new Span(first, first.plusMonths(1));
            }
            default -> {
                LocalDate first = today.withDayOfYear(1).minusYears(back);
                yield new Span(first, first.plusYears(1));
            }
        };
    }

    boolean isNamed() {
        return !(years.isEmpty() && months.isEmpty() && spans.isEmpty());
    }

    /** How well a day meets the named times, 0 to 1; 0 if none is named. */
    double share(LocalDate day) {
        double best = calendarShare(day);
        for (Span span : spans) {
            best = Math.max(best, span.share(day));
        }
        return best;
    }

    private double calendarShare(LocalDate day) {
        if (years.isEmpty() && months.isEmpty()) {
            return 0;
        }
        if (months.isEmpty()) {
            return years.contains(day.getYear()) ? 1 : 0;
        }
        if (isIn(day)) {
            return 1;
        }
        return isIn(day.minusMonths(1)) || isIn(day.plusMonths(1)) ? NEARLY : 0;
    }

    private boolean isIn(LocalDate day) {
        return months.contains(day.getMonth())
                && (years.isEmpty() || years.contains(day.getYear()));
    }

    private static Map<String, Set<Month>> monthNames() {
        Map<String, Set<Month>> months = new HashMap<>();
        for (Month month : Month.values()) {
            months.put(month.getDisplayName(TextStyle.FULL, Locale.ENGLISH), EnumSet.of(month));
            months.put(month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH), EnumSet.of(month));
        }
        return months;
    }
}
