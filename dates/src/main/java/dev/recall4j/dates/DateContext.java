package dev.recall4j.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * A sentence and the local time it was said at.
 *
 * @param sentence the sentence
 * @param saidAt the local time in the zone of the turn
 */
record DateContext(Sentence sentence, LocalDateTime saidAt) {

    private static final Set<String> REPEATING =
            WordSets.of(
                    "every each always usually annually yearly often sometimes whenever born birthday birthdays"
                            + " anniversary holiday");

    LocalDate today() {
        return saidAt.toLocalDate();
    }

    String lower(int index) {
        return sentence.lower(index);
    }

    boolean has(int index) {
        return index >= 0 && index < sentence.words().size();
    }

    /** Whether the words from an index on are these, with nothing but white space between them. */
    boolean matches(int index, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!lower(index + i).equals(words[i])
                    || (i > 0 && !sentence.joinedToNext(index + i - 1))) {
                return false;
            }
        }
        return true;
    }

    boolean joined(int index) {
        return has(index) && sentence.joinedToNext(index);
    }

    Optional<DayOfWeek> day(int index) {
        return has(index) ? CalendarWords.day(sentence.word(index)) : Optional.empty();
    }

    /**
     * The direction that a date looks in which names no year or week; unknown also where the
     * sentence speaks of something that comes again.
     */
    Tense direction(int firstWord, int endWord) {
        return sentence.words().stream()
                        .anyMatch(word -> REPEATING.contains(word.withoutPossessive()))
                ? Tense.UNKNOWN
                : Tense.around(sentence, firstWord, endWord - 1);
    }
}
