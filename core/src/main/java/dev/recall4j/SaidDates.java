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
import java.time.YearMonth;
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
import java.util.stream.LongStream;

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
    private static final Set<String> NEXT =
            WordSets.of(
                    "next coming nachste nachsten nachster prochain prochaine proximo proxima prossimo prossima volgende que viene vem");

    private static final Pattern NEAR_UNIT =
            Pattern.compile(
                    "(?:last|past|this|next|coming|another|letzte\\p{L}*|diese\\p{L}*|nachste\\p{L}*|derni\\p{L}+|proch\\p{L}+|cette|ce|pasad\\p{L}|est[ae]|proxim\\p{L}|passad\\p{L}|scors\\p{L}|prossim\\p{L}|quest\\p{L}|vorige\\p{L}*|volgende\\p{L}*|прошл\\p{L}+|следующ\\p{L}+|эт\\p{L}+)");

    /** Counts that are none: two to five or so. */
    private static final Set<String> SOME =
            WordSets.of(
                    "few couple several paar einige einigen quelques unos unas varios varias alguns algumas qualche alcuni alcune");

    private static final int SOME_MAX = 5;

    private static final Pattern HALF_YEAR =
            Pattern.compile(
                    "half a year|halbe[sn] jahr|demi[- ]annee|medio ano|meio ano|mezzo anno");
    private static final Pattern YEAR_AND_HALF =
            Pattern.compile(
                    "year and a half|anderthalb jahr|eineinhalb jahr|an et demi|ano y medio|ano e meio|anno e mezzo");
    private static final int HALF_YEAR_MONTHS = 6;

    private static final Pattern DAY_OF_MONTH =
            Pattern.compile(
                    "(?<!\\p{L})(?:the (\\d{1,2})(?:st|nd|rd|th)|(?:am|zum|vom|le|el|il|al|dal|dia) (\\d{1,2}))(?![\\d:,]|\\.\\d|\\s?[%h\u20ac])");

    private static final String BEGINNINGS =
            "start|beginning|early|anfang|debut|principios?|comienzos?|inicios?|inizio";
    private static final String ENDS = "end|late|ende|fin|finales|final|fim|fine";
    private static final String MONTH = "month|monats|mois|mes|mese";
    private static final String YEAR = "year|jahres|annee|ano|anno";
    private static final List<Edge> EDGES =
            List.of(
                    Edge.of(BEGINNINGS, MONTH, ChronoUnit.MONTHS, false),
                    Edge.of(ENDS, MONTH, ChronoUnit.MONTHS, true),
                    Edge.of(BEGINNINGS, YEAR, ChronoUnit.YEARS, false),
                    Edge.of(ENDS, YEAR, ChronoUnit.YEARS, true));

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
        noteHalves();
        noteWeekdays();
        noteDaysOfMonth();
        noteEdges();
        stretches.addAll(NamedTimes.in(this.said, today));
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
                noteCount(words.subList(Math.max(0, i - 2), i), unit);
            }
        }
    }

    private static boolean isNear(List<Word> words, int at) {
        return (at > 0 && NEAR_UNIT.matcher(words.get(at - 1).lower()).matches())
                || (at + 1 < words.size()
                        && (NEAR_UNIT.matcher(words.get(at + 1).lower()).matches()
                                || NEXT.contains(words.get(at + 1).lower())));
    }

    /**
     * @param before the two words before the unit
     */
    private void noteCount(List<Word> before, ChronoUnit unit) {
        if (before.stream().map(Word::lower).anyMatch(SOME::contains)) {
            LongStream.rangeClosed(2, SOME_MAX).forEach(n -> noteSteps(n, unit));
        } else if (!before.isEmpty()) {
            Quantities.counts(before.getLast().lower()).forEach(n -> noteSteps(n, unit));
        }
    }

    private void noteSteps(long steps, ChronoUnit unit) {
        for (long away : new long[] {-steps, steps}) {
            days.add(around(away, unit));
            if (unit == ChronoUnit.WEEKS) {
                days.add(day(today.plusWeeks(away)));
            }
        }
    }

    private void noteHalves() {
        if (HALF_YEAR.matcher(said).find()) {
            noteSteps(HALF_YEAR_MONTHS, ChronoUnit.MONTHS);
        }
        if (YEAR_AND_HALF.matcher(said).find()) {
            noteSteps(3 * HALF_YEAR_MONTHS, ChronoUnit.MONTHS);
        }
        if (mentions("fortnight")) {
            noteSteps(2, ChronoUnit.WEEKS);
        }
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

    /** "on the 15th", "zum 1.", "le 15": of the month before, this one and the next. */
    private void noteDaysOfMonth() {
        DAY_OF_MONTH
                .matcher(said)
                .results()
                .map(found ->
                        Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1)))
                .forEach(number -> {
                    for (int months = -1; months <= 1; months++) {
                        YearMonth month = YearMonth.from(today).plusMonths(months);
                        if (month.isValidDay(number)) {
                            days.add(day(month.atDay(number)));
                        }
                    }
                });
    }

    /** "at the end of the month", "Anfang des Jahres". */
    private void noteEdges() {
        EDGES.stream()
                .filter(edge -> edge.words().matcher(said).find())
                .forEach(edge -> {
                    for (int n = -1; n <= 1; n++) {
                        stretches.add(edge.of(around(n, edge.unit())));
                    }
                });
    }

    /** The first or the last third of a month or year. */
    private record Edge(Pattern words, ChronoUnit unit, boolean last) {

        static Edge of(String edges, String units, ChronoUnit unit, boolean last) {
            String words = "(?<!\\p{L})(?:%s)[^.!?\\d]{1,12}?(?<!\\p{L})(?:%s)(?!\\p{L})";
            return new Edge(Pattern.compile(words.formatted(edges, units)), unit, last);
        }

        Days of(Days whole) {
            long third = whole.start().until(whole.end(), ChronoUnit.DAYS) / 3;
            return last
                    ? new Days(whole.end().minusDays(third), whole.end())
                    : new Days(whole.start(), whole.start().plusDays(third));
        }
    }

    private static Days day(LocalDate day) {
        return new Days(day, day.plusDays(1));
    }
}
