package dev.recall4j;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The turns of a task, as the proof of how it was done. A procedure sums up many of them, so each
 * number, date and name of it has to stand in any one; a day may be that of a turn, too. Addresses
 * and codes, which are of no use if a single character is wrong, have to stand there letter by
 * letter, whatever is between the letters.
 *
 * <p>Denials and guesses are not looked at: over many turns, nobody can tell without a model what a
 * "not" belongs to. For one thread.
 */
final class Work {

    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final Pattern BLANK_BETWEEN_NUMBERS = Pattern.compile("(?<=\\d) +(?=\\d)");

    /** "10ms", "3rd": numbers, which are looked at as such. */
    private static final Pattern WITH_UNIT = Pattern.compile("\\d+\\p{L}{1,3}");

    /** What is longer is the output of a tool, which writes dates out. */
    private static final int TALK_LENGTH_MAX = 2_000;

    private final List<HeardTurn> turns;
    private final ProperNames names;

    /** What was said, {@linkplain Words#folded folded}; and again with a line for each number. */
    private final String numbers;

    private final String letters;
    private @Nullable List<Predicate<CalendarDay>> dates;

    /**
     * @param names those that were said
     */
    Work(List<HeardTurn> turns, ProperNames names) {
        this.turns = turns;
        this.names = names;
        String said =
                Words.folded(
                        turns.stream()
                                .map(heard -> heard.turn().text())
                                .collect(Collectors.joining("\n")));
        this.numbers = said + "\n" + BLANK_BETWEEN_NUMBERS.matcher(said).replaceAll("\n");
        this.letters = letters(said);
    }

    /** Why a procedure is not believed, or null if nothing is against it. */
    @Nullable ReasonCode objection(String procedure) {
        for (String line : Steps.lines(procedure)) {
            ReasonCode objection = unsupported(line);
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private @Nullable ReasonCode unsupported(String line) {
        CalendarDay.Found claimed = CalendarDay.in(Words.folded(line));
        if (!claimed.dates().stream().distinct().allMatch(this::supportsDate)) {
            return ReasonCode.DATE_UNSUPPORTED;
        }
        if (!Quantities.areIn(claimed.rest(), numbers)) {
            return ReasonCode.NUMBER_UNSUPPORTED;
        }
        return areCodesIn(line) && names.include(withoutCodes(line))
                ? null
                : ReasonCode.NAME_UNSUPPORTED;
    }

    private boolean supportsDate(CalendarDay date) {
        if (dates == null) {
            dates = turns.stream().map(Work::datesOf).toList();
        }
        return dates.stream().anyMatch(some -> some.test(date));
    }

    /** Its own day, and those that it names; in a long text, those that are written out. */
    private static Predicate<CalendarDay> datesOf(HeardTurn heard) {
        LocalDate today = heard.saidAt().toLocalDate();
        String text = today + " " + heard.turn().text();
        if (text.length() <= TALK_LENGTH_MAX) {
            return new SaidDates(text, heard.saidAt())::support;
        }
        Set<CalendarDay> written = Set.copyOf(CalendarDay.mayBeIn(Words.folded(text)));
        return date -> written.stream().anyMatch(said -> date.restsOn(said, today));
    }

    private boolean areCodesIn(String line) {
        return words(line)
                .filter(Work::isCode)
                .map(code -> letters(Words.folded(code)))
                .filter(code -> !WITH_UNIT.matcher(code).matches())
                .allMatch(letters::contains);
    }

    /** And without the capital that a line begins with: "Booking failed" names nobody. */
    private static String withoutCodes(String line) {
        String plain = words(line).filter(word -> !isCode(word)).collect(Collectors.joining(" "));
        int first = plain.isEmpty() ? 0 : Character.charCount(plain.codePointAt(0));
        return plain.substring(0, first).toLowerCase(Locale.ROOT) + plain.substring(first);
    }

    private static Stream<String> words(String line) {
        return Arrays.stream(line.split("\\s+", -1));
    }

    private static boolean isCode(String word) {
        boolean mixed =
                word.chars().anyMatch(Character::isDigit)
                        && word.chars().anyMatch(Character::isLetter);
        return mixed || word.contains("://") || word.contains("@");
    }

    private static String letters(String text) {
        return NO_LETTER_OR_DIGIT.matcher(text).replaceAll("");
    }
}
