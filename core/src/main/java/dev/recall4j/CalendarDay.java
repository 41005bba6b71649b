package dev.recall4j;

import dev.recall4j.dates.TimeInterval;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A date of the calendar as it is written, in figures or with the name of a month in one of some
 * ten languages. Parts that are not written are 0.
 *
 * @param year from 1000 on
 */
record CalendarDay(int year, int month, int day) {

    private static final Map<String, Integer> MONTHS = monthNames();
    private static final String MONTH =
            MONTHS.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .collect(Collectors.joining("|", "(?<!\\p{L})(", ")(?!\\p{L})\\.?"));
    private static final String DAY = "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|\\.|\u00ba)?";
    private static final String OF = "\\s+(?:of\\s+|de\\s+|del\\s+|do\\s+)?(?:the\\s+)?";
    private static final String YEAR = "((?:1[0-9]|20)\\d{2})(?!\\d)";

    private static final Pattern ISO =
            Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})(?:-(\\d{2}))?(?!\\d)");
    private static final Pattern CJK =
            Pattern.compile(
                    "(?:(\\d{4})\\s*[\u5e74\ub144]\\s*)?(?:(\\d{1,2})\\s*[\u6708\uc6d4]\\s*)?(?:(\\d{1,2})\\s*[\u65e5\u53f7\uc77c])?");
    private static final Pattern SLASHED =
            Pattern.compile(
                    "(?<!\\d)(\\d{1,2})([/.])(\\d{1,2})(?:\\2(\\d{4}|\\d{2})(?!\\d))?(?![\\d.])");
    private static final Pattern DAY_MONTH =
            Pattern.compile(DAY + OF + MONTH + "(?:,?" + OF + YEAR + ")?");
    private static final Pattern MONTH_DAY =
            Pattern.compile(MONTH + "\\s+(?:the\\s+)?" + DAY + "(?!\\d)(?:,?\\s+" + YEAR + ")?");
    private static final Pattern MONTH_YEAR = Pattern.compile(MONTH + ",?" + OF + YEAR);
    private static final Pattern MONTH_ALONE =
            Pattern.compile(
                    "(?:in|since|until|till|by|during|of|last|next|this|from|early|mid|late|en|em|im|seit|bis|desde|hasta|\u0432|\u0441)\\s+"
                            + MONTH);
    private static final Pattern YEAR_ALONE =
            Pattern.compile(
                    "(?<![\\d.,$\u20ac\u00a3-])" + YEAR + "(?![.,]\\d|\\s?[%$\u20ac\u00a3])");
    private static final Pattern YEAR_SHORT = Pattern.compile("['\u2019](\\d{2})(?!\\d)");

    /** Dates that were found, and the text without them. */
    record Found(List<CalendarDay> dates, String rest) {}

    /**
     * The dates that are written in a text.
     *
     * @param text {@linkplain Words#folded folded}
     */
    static Found in(String text) {
        List<CalendarDay> dates = new ArrayList<>();
        String rest = take(text, ISO, m -> dates.add(of(m.group(1), m.group(2), m.group(3))));
        rest =
                take(
                        rest,
                        CJK,
                        m -> {
                            if (!m.group().isBlank()) {
                                dates.add(of(m.group(1), m.group(2), m.group(3)));
                            }
                        });
        rest = take(rest, DAY_MONTH, m -> dates.add(of(m.group(3), m.group(2), m.group(1))));
        rest = take(rest, MONTH_DAY, m -> dates.add(of(m.group(3), m.group(1), m.group(2))));
        rest = take(rest, MONTH_YEAR, m -> dates.add(of(m.group(2), m.group(1), null)));
        rest = take(rest, MONTH_ALONE, m -> dates.add(of(null, m.group(1), null)));
        rest = take(rest, YEAR_ALONE, m -> dates.add(of(m.group(1), null, null)));
        return new Found(dates, rest);
    }

    /** The readings of what is written in a shorter way, which may also be something else. */
    static List<CalendarDay> mayBeIn(String text) {
        List<CalendarDay> dates = new ArrayList<>(in(text).dates());
        SLASHED.matcher(text)
                .results()
                .forEach(m -> {
                    dates.add(of(m.group(4), m.group(3), m.group(1)));
                    dates.add(of(m.group(4), m.group(1), m.group(3)));
                });
        YEAR_SHORT
                .matcher(text)
                .results()
                .forEach(m -> {
                    dates.add(of("19" + m.group(1), null, null));
                    dates.add(of("20" + m.group(1), null, null));
                });
        Matcher months = Pattern.compile(MONTH).matcher(text);
        months.results().forEach(m -> dates.add(of(null, m.group(1), null)));
        return dates;
    }

    private static String take(String text, Pattern pattern, Consumer<MatchResult> date) {
        Matcher matcher = pattern.matcher(text);
        matcher.results().forEach(date);
        return matcher.reset().replaceAll(m -> m.group().isEmpty() ? "" : " ");
    }

    private static CalendarDay of(
            @Nullable String year, @Nullable String month, @Nullable String day) {
        int number = number(year);
        return new CalendarDay(
                number > 0 && number < 100 ? number + 2_000 : number,
                month == null ? 0 : MONTHS.getOrDefault(month, 0) + number(month),
                number(day));
    }

    private static int number(@Nullable String digits) {
        return digits != null && !digits.isEmpty() && Character.isDigit(digits.charAt(0))
                ? Integer.parseInt(digits)
                : 0;
    }

    /** Whether it says no more than another, except for a year that is near. */
    boolean restsOn(CalendarDay said, LocalDate today) {
        boolean sameYear =
                year == 0
                        || said.year == year
                        || (said.year == 0
                                && said.month > 0
                                && Math.abs(year - today.getYear()) <= 1);
        return sameYear && (month == 0 || said.month == month) && (day == 0 || said.day == day);
    }

    /** The days it may stand for; of those without a year, the ones around a day. */
    List<Days> days(LocalDate today) {
        List<Days> days = new ArrayList<>();
        int first = year == 0 ? today.getYear() - 1 : year;
        int last = year == 0 ? today.getYear() + 1 : year;
        for (int of = first; of <= last; of++) {
            Days found = daysOf(of);
            if (found != null) {
                days.add(found);
            }
        }
        return days;
    }

    private @Nullable Days daysOf(int of) {
        try {
            LocalDate start = LocalDate.of(of, Math.max(month, 1), Math.max(day, 1));
            return new Days(
                    start,
                    month == 0
                            ? start.plusYears(1)
                            : day == 0 ? start.plusMonths(1) : start.plusDays(1));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Days in a row.
     *
     * @param end the day behind the last
     */
    record Days(LocalDate start, LocalDate end) {

        static Days of(TimeInterval interval) {
            LocalDate last = interval.end().minusNanos(1).toLocalDate();
            return new Days(interval.firstDay(), last.plusDays(1));
        }

        boolean contains(Days other) {
            return !other.start.isBefore(start) && !other.end.isAfter(end);
        }

        boolean meets(Days other) {
            return start.isBefore(other.end) && other.start.isBefore(end);
        }
    }

    private static Map<String, Integer> monthNames() {
        Map<String, Integer> names = new HashMap<>();
        for (String language :
                List.of("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "sv", "da")) {
            for (Month month : Month.values()) {
                Locale locale = Locale.forLanguageTag(language);
                names.putIfAbsent(name(month, TextStyle.FULL, locale), month.getValue());
                names.putIfAbsent(name(month, TextStyle.FULL_STANDALONE, locale), month.getValue());
            }
        }
        for (Month month : Month.values()) {
            names.putIfAbsent(name(month, TextStyle.SHORT, Locale.ENGLISH), month.getValue());
        }
        names.put("sept", 9);
        names.keySet()
                .removeIf(
                        name -> Objects.requireNonNull(name).chars().anyMatch(Character::isDigit));
        return names;
    }

    private static String name(Month month, TextStyle style, Locale locale) {
        return Words.folded(month.getDisplayName(style, locale)).replace(".", "");
    }
}
