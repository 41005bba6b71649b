package dev.recall4j.dates;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of day: "7 pm", "7:30 a.m.", "19:00", "noon". */
final class ClockTimes {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?(am|pm)?");

    private final Sentence sentence;

    ClockTimes(Sentence sentence) {
        this.sentence = sentence;
    }

    /**
     * A time of day and the words that name it.
     *
     * @param endWord index behind the last word
     * @param time the time of day
     */
    record Match(int endWord, LocalTime time) {}

    Optional<Match> at(int index) {
        String word = sentence.lower(index);
        if (word.equals("noon") || word.equals("midday")) {
            return Optional.of(new Match(index + 1, LocalTime.NOON));
        }
        Matcher clock = CLOCK.matcher(word);
        return clock.matches() ? time(clock, index) : Optional.empty();
    }

    private Optional<Match> time(Matcher clock, int index) {
        String half = clock.group(3) != null ? clock.group(3) : "";
        int end = index + 1;
        if (half.isEmpty() && sentence.joinedToNext(index)) {
            half = halfOfDay(index + 1);
            end += half.isEmpty() ? 0 : sentence.lower(index + 1).length() == 2 ? 1 : 2;
        }
        if (half.isEmpty() && (clock.group(2) == null || sentence.lower(index).contains("."))) {
            return Optional.empty();
        }
        int minute = clock.group(2) == null ? 0 : Integer.parseInt(clock.group(2));
        int after = end;
        return hour(Integer.parseInt(clock.group(1)), half)
                .filter(hour -> minute < 60)
                .map(hour -> new Match(after, LocalTime.of(hour, minute)));
    }

    /** "pm", or "p.m." in two words. */
    private String halfOfDay(int index) {
        String word = sentence.lower(index);
        if (word.equals("am") || word.equals("pm")) {
            return word;
        }
        boolean dotted =
                (word.equals("a") || word.equals("p"))
                        && sentence.lower(index + 1).equals("m")
                        && sentence.gapAfter(index).equals(".");
        return dotted ? word + "m" : "";
    }

    private static Optional<Integer> hour(int hour, String half) {
        if (half.isEmpty()) {
            return hour < 24 ? Optional.of(hour) : Optional.empty();
        }
        if (hour < 1 || hour > 12) {
            return Optional.empty();
        }
        return Optional.of(hour % 12 + (half.equals("pm") ? 12 : 0));
    }
}
