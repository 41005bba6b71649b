package dev.recall4j;

import dev.recall4j.CalendarDay.Days;
import dev.recall4j.dates.DateExpressions;
import dev.recall4j.dates.DateMention;
import dev.recall4j.dates.Granularity;
import dev.recall4j.dates.Sentence;
import dev.recall4j.dates.Word;
import dev.recall4j.dates.WordSets;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The dates that may be meant by what was said, written out or told from when it was said:
 * "yesterday", "two years ago", "on Friday", "at Christmas". English is read by {@link
 * DateExpressions}; for other languages there are lists of phrases. Rather too many than too few:
 * this tells whether a date was made up, not which one was meant. Pure and thread-safe.
 */
final class SaidDates {

    private static final Set<Granularity> STRETCHES =
            EnumSet.of(
                    Granularity.DAY_PART,
                    Granularity.WEEKEND,
                    Granularity.WEEK,
                    Granularity.SEASON,
                    Granularity.DECADE);

    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();
    private static final int WEEKDAY_DAYS = 14;
    private static final Map<String, Integer> DAYS_AWAY = new HashMap<>();
    private static final Map<String, ChronoUnit> UNITS = new HashMap<>();
    private static final Map<String, MonthDay> FEASTS =
            Map.of(
                    "christmas", MonthDay.of(12, 25),
                    "xmas", MonthDay.of(12, 25),
                    "weihnachten", MonthDay.of(12, 25),
                    "noel", MonthDay.of(12, 25),
                    "navidad", MonthDay.of(12, 25),
                    "natal", MonthDay.of(12, 25),
                    "new year", MonthDay.of(1, 1),
                    "silvester", MonthDay.of(12, 31),
                    "halloween", MonthDay.of(10, 31),
                    "valentine", MonthDay.of(2, 14));

    private static final Set<String> NEXT =
            WordSets.of(
                    "next coming nachste nachsten nachster prochain prochaine proximo proxima prossimo prossima volgende que viene vem");

    private static final Pattern NEAR_UNIT =
            Pattern.compile(
                    "(?:last|past|this|next|coming|letzte\\p{L}*|diese\\p{L}*|nachste\\p{L}*|derni\\p{L}+|proch\\p{L}+|cette|ce|pasad\\p{L}|est[ae]|proxim\\p{L}|passad\\p{L}|scors\\p{L}|prossim\\p{L}|quest\\p{L}|vorige\\p{L}*|volgende\\p{L}*|прошл\\p{L}+|следующ\\p{L}+|эт\\p{L}+)");

    static {
        days(
                0,
                "today|tonight|now|just|currently|heute|jetzt|gerade|aujourd|maintenant|hoy|ahora|hoje|agora|oggi|adesso|vandaag|nu|сегодня|сейчас|今天|今日|现在|오늘|지금");
        days(
                -1,
                "yesterday|last night|gestern|hier|ayer|anoche|ontem|ieri|gisteren|вчера|昨天|昨日|어제");
        days(1, "tomorrow|morgen|demain|manana|amanha|domani|завтра|明天|明日|내일");
        days(
                -2,
                "day before yesterday|vorgestern|avant-hier|anteayer|anteontem|eergisteren|позавчера|前天|一昨日|그저께");
        days(
                2,
                "day after tomorrow|ubermorgen|apres-demain|pasado manana|depois de amanha|dopodomani|overmorgen|послезавтра|后天|明後日|모레");
        unit(
                ChronoUnit.DAYS,
                "day days tag tage tagen jour jours dia dias giorno giorni dag dagen день дня дней");
        unit(
                ChronoUnit.WEEKS,
                "week weeks woche wochen semaine semaines semana semanas settimana settimane weken неделя недели недель неделю");
        unit(
                ChronoUnit.MONTHS,
                "month months monat monate monaten mois mes meses mese mesi maand maanden месяц месяца месяцев");
        unit(
                ChronoUnit.YEARS,
                "year years jahr jahre jahren an ans annee annees ano anos anno anni jaar jaren год года лет");
        unit(ChronoUnit.DECADES, "decade decades jahrzehnt jahrzehnte decada decadas");
    }

    private final String said;
    private final LocalDate today;
    private final List<CalendarDay> written;
    private final Set<BigDecimal> numbers;
    private final List<Days> days = new ArrayList<>();

    /** Of which a single day of it may be meant, too. */
    private final List<Days> stretches = new ArrayList<>();

    /**
     * @param said the words
     * @param saidAt when, in the zone of the turn
     */
    SaidDates(String said, ZonedDateTime saidAt) {
        this.said = Words.folded(said);
        this.today = saidAt.toLocalDate();
        this.numbers = Quantities.readings(this.said);
        this.written = CalendarDay.mayBeIn(this.said);
        DateExpressions.in(Sentence.of(said), saidAt).forEach(this::note);
        notePhrases();
        noteUnits();
        noteWeekdays();
        noteFeasts();
    }

    private static void days(int away, String phrases) {
        for (String phrase : phrases.split("\\|", -1)) {
            DAYS_AWAY.put(phrase, away);
        }
    }

    private static void unit(ChronoUnit unit, String names) {
        for (String name : names.split(" ", -1)) {
            UNITS.put(name, unit);
        }
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> names = new HashMap<>();
        for (String language :
                List.of("en", "de", "fr", "es", "pt", "it", "nl", "ru", "zh", "ja", "ko")) {
            for (DayOfWeek day : DayOfWeek.values()) {
                String name = day.getDisplayName(TextStyle.FULL, Locale.forLanguageTag(language));
                names.put(Words.folded(name), day);
            }
        }
        return names;
    }

    /** Whether nothing in it tells a time. */
    boolean areNone() {
        return written.isEmpty() && days.isEmpty() && stretches.isEmpty();
    }

    /** Whether a date may be meant, and no part of a day, month or year is more exact than said. */
    boolean support(CalendarDay claim) {
        return written.stream()
                        .anyMatch(date -> claim.restsOn(date, today) || isInRange(claim, date))
                || claim.days(today).stream().anyMatch(this::support);
    }

    /** "from May 20 to 24": the second day stands there without its month. */
    private boolean isInRange(CalendarDay claim, CalendarDay date) {
        return claim.day() > 0
                && date.day() > 0
                && numbers.contains(BigDecimal.valueOf(claim.day()).stripTrailingZeros())
                && claim.restsOn(new CalendarDay(date.year(), date.month(), claim.day()), today);
    }

    private boolean support(Days claim) {
        return days.stream().anyMatch(claim::contains) || stretches.stream().anyMatch(claim::meets);
    }

    private void note(DateMention mention) {
        boolean stretch = STRETCHES.contains(mention.interval().granularity());
        (stretch ? stretches : days).add(Days.of(mention.interval()));
    }

    private void notePhrases() {
        DAYS_AWAY.forEach((phrase, away) -> {
            if (mentions(phrase)) {
                days.add(day(today.plusDays(away)));
            }
        });
    }

    private boolean mentions(String phrase) {
        int at = said.indexOf(phrase);
        return at >= 0
                && (Words.isUnspaced(phrase.codePointAt(0))
                        || (isBreak(at - 1) && isBreak(at + phrase.length())));
    }

    private boolean isBreak(int at) {
        return at < 0 || at >= said.length() || !Character.isLetter(said.charAt(at));
    }

    /** "two years ago", "seit drei Jahren", "la semaine derni\u00e8re". */
    private void noteUnits() {
        List<Word> words = Word.of(said);
        for (int i = 0; i < words.size(); i++) {
            ChronoUnit unit = UNITS.get(words.get(i).lower());
            if (unit != null) {
                if (isNear(words, i)) {
                    boolean stretch = unit == ChronoUnit.WEEKS;
                    List.of(-1, 0, 1)
                            .forEach(n -> (stretch ? stretches : days).add(around(n, unit)));
                }
                if (i > 0) {
                    noteCount(words.get(i - 1).lower(), unit);
                }
            }
        }
    }

    private static boolean isNear(List<Word> words, int at) {
        return (at > 0 && NEAR_UNIT.matcher(words.get(at - 1).lower()).matches())
                || (at + 1 < words.size()
                        && (NEAR_UNIT.matcher(words.get(at + 1).lower()).matches()
                                || NEXT.contains(words.get(at + 1).lower())));
    }

    private void noteCount(String count, ChronoUnit unit) {
        Quantities.counts(count)
                .forEach(n -> List.of(-n, n).forEach(steps -> days.add(around(steps, unit))));
    }

    /** The day, week, month or year that lies so many of them away. */
    private Days around(long steps, ChronoUnit unit) {
        LocalDate there = today.plus(steps, unit);
        return switch (unit) {
            case DAYS -> day(there);
            case WEEKS -> {
                LocalDate monday = there.with(DayOfWeek.MONDAY);
                yield new Days(monday, monday.plusWeeks(1));
            }
            case MONTHS -> {
                LocalDate first = there.withDayOfMonth(1);
                yield new Days(first, first.plusMonths(1));
            }
            default -> {
                LocalDate first = there.withDayOfYear(1);
                yield new Days(first, first.plusYears(1));
            }
        };
    }

    private void noteWeekdays() {
        WEEKDAYS.forEach((name, day) -> {
            if (mentions(name)) {
                for (int away = -WEEKDAY_DAYS; away <= WEEKDAY_DAYS; away++) {
                    LocalDate date = today.plusDays(away);
                    if (date.getDayOfWeek() == day) {
                        days.add(day(date));
                    }
                }
            }
        });
    }

    private void noteFeasts() {
        FEASTS.forEach((name, date) -> {
            if (said.contains(name)) {
                for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
                    LocalDate feast = date.atYear(year);
                    stretches.add(new Days(feast.minusDays(1), feast.plusDays(2)));
                }
            }
        });
    }

    private static Days day(LocalDate day) {
        return new Days(day, day.plusDays(1));
    }
}
