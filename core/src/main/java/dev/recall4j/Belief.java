package dev.recall4j;

import dev.recall4j.ClaimReader.Reading;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A statement held against others. Of two that contradict each other the later one counts: of what
 * came to pass the time is when it did, if it says so; of what is so, when it was last said to be.
 *
 * <p>What it claims is read when it is first held against another: most statements have no rival,
 * and others wait for the transaction that judges. Not thread-safe.
 */
final class Belief {

    private static final Pattern DAY = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d\\b");
    private static final Pattern YEAR = Pattern.compile("\\bin \\d{4}\\b|\\((?:in )?\\d{4}\\)");

    private final MemoryId id;
    private final String text;
    private final Instant saidAt;

    /** Since when it is true, as far as is known. */
    private final Instant begin;

    /** Whether it says itself since when. */
    private final boolean dated;

    private @Nullable Reading reading;

    private Belief(MemoryId id, String text, Instant saidAt, Instant begin, boolean dated) {
        this.id = id;
        this.text = text;
        this.saidAt = saidAt;
        this.begin = begin;
        this.dated = dated;
    }

    static Belief of(Draft draft) {
        return of(draft.id(), draft.text(), draft.saidAt(), draft.saidAt(), draft.validFrom());
    }

    static Belief of(Memory memory) {
        return of(
                memory.id(),
                memory.text(),
                memory.saidAt(),
                memory.lastSaidAt(),
                memory.validFrom());
    }

    private static Belief of(
            MemoryId id, String text, Instant firstSaidAt, Instant saidAt, @Nullable Instant from) {
        return new Belief(id, text, saidAt, from != null ? from : firstSaidAt, from != null);
    }

    MemoryId id() {
        return id;
    }

    /** When it was last said. */
    Instant saidAt() {
        return saidAt;
    }

    Instant begin() {
        return begin;
    }

    /** What it claims. */
    Reading reading() {
        if (reading == null) {
            reading = ClaimReader.read(text);
        }
        return reading;
    }

    /** How long the time is that it names. */
    private Duration precision() {
        if (DAY.matcher(text).find()) {
            return Duration.ofDays(1);
        }
        return YEAR.matcher(text).find() ? Duration.ofDays(366) : Duration.ofDays(31);
    }

    /**
     * Whether it ends the truth of one heard before. Of two at the same time, it does; and what
     * came to pass "in May", and was told later, may have done so at its end.
     */
    boolean ends(Belief known) {
        return reading().ends(known.reading())
                && !timeAgainst(known).plus(slack(known)).isBefore(known.timeAgainst(this));
    }

    /** Whether one heard after it came too late. */
    boolean outdates(Belief heard) {
        return reading().ends(heard.reading())
                && timeAgainst(heard).isAfter(heard.timeAgainst(this))
                && !heard.ends(this);
    }

    /** Since when it is true in place of another one, which was true when it was said. */
    Instant beginAfter(Belief known) {
        return beginAfter(known, slack(known));
    }

    /** The same, where nobody knows what it claims. */
    Instant beginChanging(Belief known) {
        return beginAfter(known, slackUnread(known));
    }

    private Instant beginAfter(Belief known, Duration slack) {
        Instant latest = begin.plus(slack);
        boolean within = begin.isBefore(known.saidAt) && !latest.isBefore(known.saidAt);
        return within ? known.saidAt : begin;
    }

    boolean saysTheSame(Belief other) {
        return Wording.isSame(text, other.text);
    }

    boolean isSameAs(Belief other) {
        return id.equals(other.id);
    }

    /** Whether one heard after it came too late, where nobody knows what it claims. */
    boolean isLaterThan(Belief heard) {
        return knownAt().isAfter(heard.knownAt().plus(heard.slackUnread(this)));
    }

    private Instant knownAt() {
        return dated ? begin : saidAt;
    }

    private Instant timeAgainst(Belief other) {
        return tellsWhen(other) ? begin : saidAt;
    }

    private Duration slack(Belief other) {
        boolean later = saidAt.isAfter(other.saidAt);
        return later && tellsWhen(other) ? precision() : Duration.ZERO;
    }

    private Duration slackUnread(Belief other) {
        return dated && saidAt.isAfter(other.saidAt) ? precision() : Duration.ZERO;
    }

    private boolean tellsWhen(Belief other) {
        return dated && reading().isEventFor(other.reading());
    }

    /** Neither the text nor what it claims. */
    @Override
    public String toString() {
        return "Belief[id=%s, saidAt=%s]".formatted(id, saidAt);
    }
}
