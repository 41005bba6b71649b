package dev.recall4j;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
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

    /** "10ms", "3rd": numbers, which are looked at as such. */
    private static final Pattern WITH_UNIT = Pattern.compile("\\d+\\p{L}{1,3}");

    private final List<HeardTurn> turns;
    private final ProperNames names;
    private final String said;
    private final String letters;
    private @Nullable List<SaidDates> dates;

    /**
     * @param names those that were said
     */
    Work(List<HeardTurn> turns, ProperNames names) {
        this.turns = turns;
        this.names = names;
        this.said =
                Words.folded(
                        turns.stream()
                                .map(heard -> heard.turn().text())
                                .collect(Collectors.joining("\n")));
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
        if (!claimed.dates().stream().allMatch(this::supportsDate)) {
            return ReasonCode.DATE_UNSUPPORTED;
        }
        if (!Quantities.areIn(claimed.rest(), said)) {
            return ReasonCode.NUMBER_UNSUPPORTED;
        }
        return names.include(line) && codes(claimed.rest()).allMatch(letters::contains)
                ? null
                : ReasonCode.NAME_UNSUPPORTED;
    }

    private boolean supportsDate(CalendarDay date) {
        if (dates == null) {
            dates = turns.stream().map(Work::datesOf).toList();
        }
        return dates.stream().anyMatch(some -> some.support(date));
    }

    private static SaidDates datesOf(HeardTurn heard) {
        String day = heard.saidAt().toLocalDate().toString();
        return new SaidDates(day + " " + heard.turn().text(), heard.saidAt());
    }

    /**
     * The letters and digits of each address and code of a {@linkplain Words#folded folded} text.
     */
    private static Stream<String> codes(String text) {
        return Arrays.stream(text.split("\\s+", -1))
                .filter(Work::isCode)
                .map(Work::letters)
                .filter(code -> !WITH_UNIT.matcher(code).matches());
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
