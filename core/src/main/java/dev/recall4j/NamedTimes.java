package dev.recall4j;

import dev.recall4j.CalendarDay.Days;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Feasts and seasons that are named without a year, in some languages: "since spring", "over
 * Christmas". Seasons are those of the northern half of the earth. Pure and thread-safe.
 */
final class NamedTimes {

    private static final int SEASON_MONTHS = 3;

    private static final Map<Pattern, Month> SEASONS =
            Map.of(
                    words("spring|fruhling\\p{L}*|fruhjahr\\p{L}*|printemps|primavera|voorjaar"),
                    Month.MARCH,
                    words(
                            "summer|sommers?|(?:l['\u2019]|d['\u2019]|cet |en )ete|verano|verao|estate|estiva|zomer"),
                    Month.JUNE,
                    words(
                            "autumn|(?:the|this|last|next|since) fall|herbst\\p{L}*|automne|otono|outono|autunno|herfst"),
                    Month.SEPTEMBER,
                    words("winters?|hiver|invierno|inverno"),
                    Month.DECEMBER);

    private static final Map<Pattern, MonthDay> FEASTS =
            Map.of(
                    words("christmas|xmas|weihnacht\\p{L}*|noel|navidad|natale?|holidays"),
                    MonthDay.of(12, 25),
                    words("new year\\p{L}*|neujahr\\p{L}*|nouvel an|ano nuevo|ano novo|capodanno"),
                    MonthDay.of(1, 1),
                    words("silvester|nochevieja|reveillon"),
                    MonthDay.of(12, 31),
                    words("halloween"),
                    MonthDay.of(10, 31),
                    words("valentin\\p{L}*"),
                    MonthDay.of(2, 14),
                    words("patrick"),
                    MonthDay.of(3, 17),
                    words("april fools?"),
                    MonthDay.of(4, 1));

    private static final Pattern EASTER =
            words("easter|oster\\p{L}*|paques|pascua|semana santa|pascoa|pasqua|pasen");

    private NamedTimes() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?<!\\p{L})(?:" + alternatives + ")(?!\\p{L})");
    }

    /**
     * Those that may be meant: of last year, this year and the next.
     *
     * @param said {@linkplain Words#folded folded}
     */
    static List<Days> in(String said, LocalDate today) {
        List<Days> found = new ArrayList<>();
        for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
            note(said, year, found);
        }
        return found;
    }

    private static void note(String said, int year, List<Days> found) {
        SEASONS.forEach((name, first) -> {
            if (name.matcher(said).find()) {
                LocalDate start = LocalDate.of(year, first, 1);
                found.add(new Days(start, start.plusMonths(SEASON_MONTHS)));
            }
        });
        FEASTS.forEach((name, date) -> {
            if (name.matcher(said).find()) {
                found.add(around(date.atYear(year)));
            }
        });
        if (EASTER.matcher(said).find()) {
            found.add(around(easter(year)));
        }
    }

    private static Days around(LocalDate feast) {
        return new Days(feast.minusDays(2), feast.plusDays(2));
    }

    /** Easter Sunday of the western churches, by Gauss' rule. */
    private static LocalDate easter(int year) {
        int century = year / 100;
        int moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
        int sun = 2 - (3 * century + 3) / 4;
        int golden = year % 19;
        int seed = (19 * golden + moon) % 30;
        int late = seed / 29 + (seed / 28 - seed / 29) * (golden / 11);
        int full = 21 + seed - late;
        int sunday = 7 - (year + year / 4 + sun) % 7;
        int days = full + 7 - Math.floorMod(full - sunday, 7);
        return LocalDate.of(year, 3, 1).plusDays(days - 1L);
    }
}
