package dev.recall4j.dates;

import dev.recall4j.dates.DateMention.Relation;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the times that an English sentence names, and says which they are.
 *
 * <p>A small grammar over the words of the sentence, told when it was said. It would rather find
 * nothing than something wrong: what is vague ("recently", "a few days ago"), comes again ("every
 * Friday"), is a length ("for two weeks", "in the last year") or could be two dates ("3/4/2023",
 * "Friday" without a tense) is no date. Each reading is documented where it is made: {@link
 * RelativeDates}, {@link CalendarDates}, {@link AnchoredDates}, {@link ClockTimes}.
 */
public final class DateExpressions {

    private static final Set<String> AROUND =
            WordSets.of("about around roughly maybe like approximately circa");
    private static final Set<String> BOUNDS =
            WordSets.of("before until till by after from between to through");

    private final DateContext context;
    private final RelativeDates relative;
    private final CalendarDates calendar;
    private final AnchoredDates anchored;
    private final ClockTimes clock;

    private DateExpressions(DateContext context) {
        this.context = context;
        this.relative = new RelativeDates(context);
        this.calendar = new CalendarDates(context);
        this.anchored = new AnchoredDates(context, relative, calendar);
        this.clock = new ClockTimes(context.sentence());
    }

    /** The mentions in a sentence, in order, without overlap. */
    public static List<DateMention> in(Sentence sentence, ZonedDateTime saidAt) {
        return new DateExpressions(new DateContext(sentence, saidAt.toLocalDateTime())).mentions();
    }

    private List<DateMention> mentions() {
        List<DateMention> mentions = new ArrayList<>();
        for (int i = 0; i < context.sentence().words().size(); ) {
            Optional<DateMatch> match = at(i);
            if (match.isPresent()) {
                mentions.add(mention(i, match.get()));
                i = match.get().endWord();
            } else {
                i++;
            }
        }
        return mentions;
    }

    private Optional<DateMatch> at(int index) {
        return anchored.at(index)
                .or(() -> relative.at(index))
                .or(() -> calendar.at(index))
                .filter(match -> !isRepeated(index))
                .map(this::withClockAfter)
                .or(() -> clockFirst(index));
    }

    private boolean isRepeated(int index) {
        String before = context.lower(index - 1);
        return before.equals("every") || before.equals("each");
    }

    /** "tomorrow at 7 pm" */
    private DateMatch withClockAfter(DateMatch day) {
        int at = context.lower(day.endWord()).equals("at") ? day.endWord() + 1 : day.endWord();
        if (!isDay(day) || !context.has(at)) {
            return day;
        }
        return clock.at(at).map(time -> atTime(day, time.endWord(), time.time())).orElse(day);
    }

    private static boolean isDay(DateMatch match) {
        Granularity granularity = match.interval().granularity();
        return granularity == Granularity.DAY || granularity == Granularity.DAY_PART;
    }

    private static DateMatch atTime(DateMatch day, int end, LocalTime time) {
        LocalDateTime moment = day.interval().firstDay().atTime(time);
        return new DateMatch(end, TimeInterval.minute(moment), day.explicit());
    }

    /** "at 7 pm on Friday", or "at 7 pm" alone in a clause that tells whether it has been. */
    private Optional<DateMatch> clockFirst(int index) {
        if (!context.lower(index - 1).equals("at")) {
            return Optional.empty();
        }
        return clock.at(index).flatMap(time -> ofDay(index, time));
    }

    private Optional<DateMatch> ofDay(int index, ClockTimes.Match time) {
        int next = time.endWord() + (context.lower(time.endWord()).equals("on") ? 1 : 0);
        Optional<DateMatch> day =
                context.has(next)
                        ? relative.at(next)
                                .or(() -> calendar.at(next))
                                .filter(DateExpressions::isDay)
                        : Optional.empty();
        return day.map(d -> atTime(d, d.endWord(), time.time())).or(() -> today(index, time));
    }

    private Optional<DateMatch> today(int index, ClockTimes.Match time) {
        LocalDateTime moment = context.today().atTime(time.time());
        boolean stillToCome = moment.isAfter(context.saidAt());
        Tense tense = context.direction(index, time.endWord());
        return tense == (stillToCome ? Tense.FUTURE : Tense.PAST)
                ? Optional.of(DateMatch.relative(time.endWord(), TimeInterval.minute(moment)))
                : Optional.empty();
    }

    private DateMention mention(int first, DateMatch match) {
        Sentence sentence = context.sentence();
        return new DateMention(
                sentence.word(first).start(),
                sentence.word(match.endWord() - 1).end(),
                match.interval(),
                match.explicit(),
                relation(first, match.endWord() - 1));
    }

    private Relation relation(int first, int last) {
        int before = first - 1;
        if (context.lower(before).equals("the")) {
            before--;
        }
        String word = context.lower(before);
        if (word.equals("since")) {
            return Relation.SINCE;
        }
        if (AROUND.contains(word) || BOUNDS.contains(word)) {
            return Relation.LOOSE;
        }
        boolean ahead = Tense.around(context.sentence(), first, last) == Tense.FUTURE;
        return ahead ? Relation.AHEAD : Relation.AT;
    }
}
