package dev.recall4j.dates;

/**
 * An expression that names a time.
 *
 * @param start index of its first character in the sentence
 * @param end index behind its last character
 * @param interval the time it names
 * @param explicit whether it says so without regard to when it was said ("7 May 2023")
 * @param relation how the statement relates to the time
 */
public record DateMention(
        int start, int end, TimeInterval interval, boolean explicit, Relation relation) {

    /** How a statement relates to the time it mentions. */
    public enum Relation {
        /** It was, is or will be true then. */
        AT,
        /** It is true from then on. */
        SINCE,
        /** It is told of as still to come. */
        AHEAD,
        /** The time is only near, or a bound: "around 3 years ago", "until May". */
        LOOSE
    }
}
