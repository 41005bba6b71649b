package dev.recall4j.dates;

import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** English names of days, months, units and small numbers. */
public final class CalendarWords {

    private static final Map<String, DayOfWeek> DAYS = new HashMap<>();
    private static final Map<String, Month> MONTHS = new HashMap<>();
    private static final Map<String, ChronoUnit> UNITS = new HashMap<>();
    private static final Map<String, Integer> NUMBERS = new HashMap<>();
    private static final Set<String> ORDINAL_SUFFIXES = WordSets.of("st nd rd th");
    private static final Map<String, Integer> ORDINALS = new HashMap<>();

    /**
     * Short forms and names that are common words, names or verbs too: only right with a capital.
     */
    private static final Set<String> NEED_CAPITAL =
            WordSets.of(
                    "may march august mar jun jul aug sep sept oct nov dec jan feb apr sun sat mon tue tues wed thu"
                            + " thur thurs fri");

    static {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            DAYS.put(name, day);
            DAYS.put(name.substring(0, 3), day);
        }
        DAYS.put("tues", DayOfWeek.TUESDAY);
        DAYS.put("thur", DayOfWeek.THURSDAY);
        DAYS.put("thurs", DayOfWeek.THURSDAY);
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            MONTHS.put(name, month);
            MONTHS.put(name.substring(0, 3), month);
        }
        MONTHS.put("sept", Month.SEPTEMBER);
        unit("minute", ChronoUnit.MINUTES);
        unit("hour", ChronoUnit.HOURS);
        unit("day", ChronoUnit.DAYS);
        unit("week", ChronoUnit.WEEKS);
        unit("month", ChronoUnit.MONTHS);
        unit("year", ChronoUnit.YEARS);
        unit("decade", ChronoUnit.DECADES);
        number(
                NUMBERS,
                "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                        + " seventeen eighteen nineteen twenty");
        number(
                ORDINALS,
                "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth");
        NUMBERS.put("a", 1);
        NUMBERS.put("an", 1);
        NUMBERS.put("thirty", 30);
        NUMBERS.put("forty", 40);
        NUMBERS.put("fifty", 50);
    }

    private CalendarWords() {}

    private static void unit(String name, ChronoUnit unit) {
        UNITS.put(name, unit);
        UNITS.put(name + "s", unit);
    }

    private static void number(Map<String, Integer> numbers, String names) {
        for (String name : names.split(" ", -1)) {
            numbers.put(name, numbers.size() + 1);
        }
    }

    /** The day of the week that a word names. */
    public static Optional<DayOfWeek> day(Word word) {
        return isDoubtful(word) ? Optional.empty() : named(DAYS, word);
    }

    /** The month that a word names, unless it may be another word. */
    public static Optional<Month> month(Word word) {
        return isDoubtful(word) ? Optional.empty() : named(MONTHS, word);
    }

    /** A month after a word such as "in", which only a name can follow: "in may". */
    static Optional<Month> monthInAnyCase(Word word) {
        return named(MONTHS, word);
    }

    private static boolean isDoubtful(Word word) {
        return NEED_CAPITAL.contains(word.withoutPossessive()) && !word.capitalized();
    }

    private static <T> Optional<T> named(Map<String, T> names, Word word) {
        return Optional.ofNullable(names.get(word.withoutPossessive()));
    }

    static Optional<ChronoUnit> unit(String word) {
        return Optional.ofNullable(UNITS.get(word));
    }

    /** A count in digits or words, up to four digits. */
    static OptionalInt number(String word) {
        return isDigits(word, 4)
                ? OptionalInt.of(Integer.parseInt(word))
                : optional(NUMBERS.get(word));
    }

    /** {@code first}, {@code 1st}, up to the days of a month. */
    static OptionalInt ordinal(String word) {
        if (word.length() > 2 && isDigits(word.substring(0, word.length() - 2), 2)) {
            String suffix = word.substring(word.length() - 2);
            if (ORDINAL_SUFFIXES.contains(suffix)) {
                return OptionalInt.of(Integer.parseInt(word.substring(0, word.length() - 2)));
            }
        }
        return optional(ORDINALS.get(word));
    }

    /** A day of the month: {@code 7} or {@code 7th}. */
    static OptionalInt dayOfMonth(String word) {
        OptionalInt day =
                isDigits(word, 2) ? OptionalInt.of(Integer.parseInt(word)) : ordinal(word);
        return day.isPresent() && day.getAsInt() >= 1 && day.getAsInt() <= 31
                ? day
                : OptionalInt.empty();
    }

    /** A year from 1900 to 2099. */
    static OptionalInt year(String word) {
        return word.length() == 4
                        && isDigits(word, 4)
                        && (word.startsWith("19") || word.startsWith("20"))
                ? OptionalInt.of(Integer.parseInt(word))
                : OptionalInt.empty();
    }

    private static boolean isDigits(String word, int lengthMax) {
        return !word.isEmpty()
                && word.length() <= lengthMax
                && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
