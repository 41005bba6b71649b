package dev.recall4j;

import dev.recall4j.dates.Word;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a text, in digits or in words. A number may have several readings: "1.500" is one
 * thousand five hundred or one and a half, and "7 pm" is 19 o'clock. Texts are {@linkplain
 * Words#folded folded}. Pure and thread-safe.
 */
final class Quantities {

    private static final Pattern CLOCK =
            Pattern.compile(
                    "(?<![\\d:.,])(\\d{1,2})(?:[:.](\\d{2}))?\\s?([ap])\\.?m\\b\\.?|(?<![\\d:.,])(\\d{1,2}):(\\d{2})(?!\\d)");
    private static final Pattern DIGITS =
            Pattern.compile(
                    "(?<![\\p{L}\\d])\\d+(?:[.,'\u2019 ]\\d{3})*(?:[.,]\\d+)?(?:\\s?(%|percent\\b|k\\b|thousand\\b|tausend\\b|mil\\b|mille\\b|m\\b|mio\\b|milli?on(?:s|en|es)?\\b))?");
    private static final Pattern THOUSANDS =
            Pattern.compile("\\d{1,3}([.,'\u2019 ])\\d{3}(?:\\1\\d{3})*");
    private static final Pattern CJK = Pattern.compile("[一二两三四五六七八九十百千万]+");

    private static final Map<String, Long> SMALL = new HashMap<>();
    private static final Map<String, Long> TENS = new HashMap<>();

    /** Numbers of one language that are other words of another. */
    private static final Map<String, BigDecimal> AMBIGUOUS = new HashMap<>();

    /** Say a number, but are often said without one being meant. */
    private static final Map<String, BigDecimal> HINTS = new HashMap<>();

    static {
        count(
                SMALL,
                2,
                "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                        + " seventeen eighteen nineteen");
        tens("twenty thirty forty fifty sixty seventy eighty ninety");
        count(SMALL, 2, "zwei drei vier funf sechs sieben acht neun zehn elf zwolf");
        count(SMALL, 2, "deux trois quatre cinq six sept huit neuf dix onze douze");
        count(SMALL, 2, "dos tres cuatro cinco seis siete ocho nueve diez once doce");
        count(SMALL, 2, "dois tres quatro cinco seis sete oito nove dez onze doze");
        count(SMALL, 2, "due tre quattro cinque sei sette otto nove dieci undici dodici");
        count(SMALL, 2, "twee drie vier vijf zes zeven acht negen tien elf twaalf");
        count(SMALL, 2, "два три четыре пять шесть семь восемь девять десять");
        count(SMALL, 2, "две");
        count(SMALL, 2, "duas");
        tens("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig");
        tens("vingt trente quarante cinquante soixante");
        tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa");
        tens("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa");
        for (String name : new String[] {"once", "due", "elf"}) {
            ambiguous(name);
        }
        hint(
                "1",
                "a an one once first single ein eine einen einem einer un une una uno um uma een один одна одну");
        hint("2", "second twice both couple pair double twins beide paar zweimal deux ambos dupla");
        hint("3", "third thrice triple triplets");
        hint("4", "fourth quadruple");
        hint("5", "fifth");
        hint("6", "sixth");
        hint("7", "seventh");
        hint("8", "eighth");
        hint("9", "ninth");
        hint("10", "tenth");
        hint("12", "dozen dutzend douzaine docena duzia dozzina");
        hint("0.5", "half halb halbe demi demie medio media meia mezzo mezza");
        hint("0", "zero no none");
        hint("100", "hundred hundert cent cien ciento cem cento honderd сто");
        hint("1000", "thousand tausend mille mil duizend тысяча");
        hint("1000000", "million millon milhao milione miljoen миллион");
    }

    private static final BigDecimal COUNT_MAX = BigDecimal.valueOf(1_000);

    private Quantities() {}

    private static void ambiguous(String name) {
        Long value = SMALL.remove(name);
        if (value != null) {
            AMBIGUOUS.put(name, plain(value));
        }
    }

    private static void count(Map<String, Long> words, long first, String names) {
        long value = first;
        for (String name : names.split(" ", -1)) {
            words.putIfAbsent(name, value++);
        }
    }

    private static void tens(String names) {
        long value = 20;
        for (String name : names.split(" ", -1)) {
            TENS.putIfAbsent(name, value);
            value += 10;
        }
    }

    private static void hint(String value, String names) {
        for (String name : names.split(" ", -1)) {
            HINTS.putIfAbsent(name, new BigDecimal(value));
        }
    }

    /** Whether all numbers of one text stand in another. */
    static boolean areIn(String claims, String said) {
        Set<BigDecimal> known = readings(said);
        Matcher clocks = CLOCK.matcher(claims);
        Set<BigDecimal> hours = clockReadings(said);
        boolean onTime =
                clocks.results()
                        .map(Quantities::clock)
                        .allMatch(time -> hours.contains(time) || isFullHour(time, known));
        String rest = clocks.reset().replaceAll(" ");
        return onTime
                && claimed(rest).stream()
                        .allMatch(readings -> readings.stream().anyMatch(known::contains));
    }

    /** "at 7" may be seven in the evening. */
    private static boolean isFullHour(BigDecimal minutes, Set<BigDecimal> known) {
        long hour = minutes.longValue() / 60;
        return minutes.longValue() % 60 == 0
                && (known.contains(plain(hour)) || known.contains(plain((hour + 12) % 24)));
    }

    private static Set<BigDecimal> clockReadings(String said) {
        Set<BigDecimal> times = new HashSet<>();
        CLOCK.matcher(said)
                .results()
                .forEach(found -> {
                    BigDecimal time = clock(found);
                    times.add(time);
                    if (found.group(1) == null) {
                        times.add(plain((time.longValue() + 12 * 60) % (24 * 60)));
                    }
                });
        return times;
    }

    /** In minutes of the day. */
    private static BigDecimal clock(MatchResult found) {
        boolean plain = found.group(1) == null;
        long hour = Long.parseLong(found.group(plain ? 4 : 1));
        String minute = found.group(plain ? 5 : 2);
        if (!plain) {
            hour = hour % 12 + (Objects.equals(found.group(3), "p") ? 12 : 0);
        }
        return plain(hour * 60 + (minute == null ? 0 : Long.parseLong(minute)));
    }

    /** The whole numbers that one word may say. */
    static List<Long> counts(String word) {
        return readings(word).stream()
                .filter(value -> value.scale() <= 0 && value.compareTo(COUNT_MAX) <= 0)
                .map(BigDecimal::longValue)
                .toList();
    }

    /** The readings of each number that a text states. */
    private static List<Set<BigDecimal>> claimed(String text) {
        List<Set<BigDecimal>> claims = new ArrayList<>();
        DIGITS.matcher(text).results().forEach(found -> claims.add(digits(found)));
        inWords(text).forEach(value -> claims.add(Set.of(value)));
        return claims;
    }

    /** All readings of all numbers of a text, those that are only hinted at, too. */
    static Set<BigDecimal> readings(String text) {
        Set<BigDecimal> all = new HashSet<>(inWords(text));
        DIGITS.matcher(text).results().forEach(found -> all.addAll(digits(found)));
        CJK.matcher(text).results().forEach(found -> all.add(plain(cjk(found.group()))));
        for (Word word : Word.of(text)) {
            for (String part : word.lower().split("-", -1)) {
                addIfKnown(HINTS.get(part), all);
                addIfKnown(AMBIGUOUS.get(part), all);
            }
        }
        return all;
    }

    private static void addIfKnown(@Nullable BigDecimal value, Set<BigDecimal> all) {
        if (value != null) {
            all.add(value);
        }
    }

    private static Set<BigDecimal> digits(MatchResult found) {
        String unit = found.group(1) == null ? "" : found.group(1);
        String number = found.group().substring(0, found.group().length() - unit.length()).strip();
        Set<BigDecimal> readings = new HashSet<>();
        for (BigDecimal value : values(number)) {
            readings.add(value);
            switch (unit.isEmpty() ? ' ' : unit.charAt(0)) {
                case '%', 'p' -> readings.add(value.movePointLeft(2).stripTrailingZeros());
                case 'k', 't' -> readings.add(value.movePointRight(3).stripTrailingZeros());
                case 'm' -> {
                    boolean thousand = unit.equals("mil") || unit.equals("mille");
                    readings.add(value.movePointRight(thousand ? 3 : 6).stripTrailingZeros());
                }
                default -> {}
            }
        }
        return readings;
    }

    private static Set<BigDecimal> values(String number) {
        Set<BigDecimal> values = new HashSet<>();
        if (THOUSANDS.matcher(number).matches()) {
            values.add(decimal(number.replaceAll("[^0-9]", "")));
        }
        int point = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        if (point < 0) {
            values.add(decimal(number.replaceAll("[^0-9]", "")));
        } else if (number.indexOf(number.charAt(point)) == point) {
            String whole = number.substring(0, point).replaceAll("[^0-9]", "");
            values.add(decimal(whole + "." + number.substring(point + 1)));
        }
        return values;
    }

    private static BigDecimal decimal(String digits) {
        return new BigDecimal(digits).stripTrailingZeros();
    }

    private static BigDecimal plain(long value) {
        return BigDecimal.valueOf(value).stripTrailingZeros();
    }

    /** "two", "twenty-five", "three hundred and ten thousand". */
    private static Set<BigDecimal> inWords(String text) {
        Set<BigDecimal> found = new HashSet<>();
        Spoken spoken = new Spoken();
        for (Word word : Word.of(text)) {
            for (String part : word.lower().split("-", -1)) {
                if (!spoken.take(part)) {
                    spoken.value().ifPresent(value -> found.add(plain(value)));
                    spoken = new Spoken();
                    spoken.take(part);
                }
            }
        }
        spoken.value().ifPresent(value -> found.add(plain(value)));
        return found;
    }

    /** A number as it is being said. */
    private static final class Spoken {

        private long total;
        private long part;
        private boolean begun;

        /** Whether a word goes on with the number. */
        private boolean take(String word) {
            Long small = SMALL.get(word);
            Long tens = TENS.get(word);
            if (small != null) {
                return add(small, part % 100 == 0 || (small < 10 && part % 10 == 0));
            }
            if (tens != null) {
                return add(tens, part % 100 == 0);
            }
            return switch (word) {
                case "one" -> begun && part % 10 == 0 && add(1, true);
                case "hundred" -> begun && scale(100);
                case "thousand" -> begun && scale(1_000);
                case "million" -> begun && scale(1_000_000);
                case "and" -> begun && part % 100 == 0;
                default -> false;
            };
        }

        private boolean add(long value, boolean fits) {
            if (begun && !fits) {
                return false;
            }
            part += value;
            begun = true;
            return true;
        }

        private boolean scale(long factor) {
            if (factor == 100) {
                part *= factor;
            } else {
                total += part * factor;
                part = 0;
            }
            return true;
        }

        private OptionalLong value() {
            return begun ? OptionalLong.of(total + part) : OptionalLong.empty();
        }
    }

    private static long cjk(String numeral) {
        long total = 0;
        long digit = 0;
        for (char c : numeral.toCharArray()) {
            int value = "一二三四五六七八九".indexOf(c) + 1;
            long unit =
                    switch (c) {
                        case '十' -> 10;
                        case '百' -> 100;
                        case '千' -> 1_000;
                        case '万' -> 10_000;
                        default -> 0;
                    };
            if (unit == 10_000) {
                total = Math.max(total + digit, 1) * unit;
                digit = 0;
            } else if (unit > 0) {
                total += Math.max(digit, 1) * unit;
                digit = 0;
            } else {
                digit = c == '两' ? 2 : value;
            }
        }
        return total + digit;
    }
}
