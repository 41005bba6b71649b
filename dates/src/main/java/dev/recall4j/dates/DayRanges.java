package dev.recall4j.dates;

import java.util.Set;

/**
 * Tells days of a month that are only one end of a range, or one of a list: "7 to 15 September",
 * "May 18 and 19". Half of what was said would be wrong, so they are no dates.
 */
final class DayRanges {

    private static final Set<String> TO = WordSets.of("to until till til through thru");
    private static final Set<String> AND = WordSets.of("and or");
    private static final Set<String> DASHES = Set.of("-", "\u2013", "\u2014", "/");
    private static final Set<String> LIST_MARKS = Set.of(",", "&");

    private final DateContext context;

    DayRanges(DateContext context) {
        this.context = context;
    }

    /** Whether the day at an index comes after a day of the month: "7 to the 15th". */
    boolean goOn(int index) {
        int last = index - 1;
        while (isPassedOver(last)) {
            last--;
        }
        String word = context.lower(last);
        if (TO.contains(word) || AND.contains(word)) {
            return isDay(last - 1);
        }
        return isDay(last) && isMark(last);
    }

    /** Whether there is a day of the month at an index, and another comes after it. */
    boolean goOnAfter(int index) {
        if (!isDay(index)) {
            return false;
        }
        String word = context.lower(index + 1);
        boolean reaches = TO.contains(word) || DASHES.contains(gap(index));
        if (!reaches && !AND.contains(word) && !LIST_MARKS.contains(gap(index))) {
            return false;
        }
        int next = TO.contains(word) || AND.contains(word) ? index + 2 : index + 1;
        while (isPassedOver(next)) {
            next++;
        }
        return isDay(next) && (reaches || !isCount(next));
    }

    /** "the 7th", "Friday 7". */
    private boolean isPassedOver(int index) {
        return context.lower(index).equals("the") || context.day(index).isPresent();
    }

    private boolean isDay(int index) {
        return CalendarWords.dayOfMonth(context.lower(index)).isPresent();
    }

    private boolean isMark(int index) {
        return DASHES.contains(gap(index)) || LIST_MARKS.contains(gap(index));
    }

    private String gap(int index) {
        return context.has(index) ? context.sentence().gapAfter(index).strip() : "";
    }

    /** "on May 7 and 2 friends came" */
    private boolean isCount(int index) {
        return context.joined(index) && !AND.contains(context.lower(index + 1));
    }
}
