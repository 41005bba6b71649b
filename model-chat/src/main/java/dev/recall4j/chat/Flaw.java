package dev.recall4j.chat;

/**
 * What can be wrong with the answer of a language model. Most of it is read all the same; the rest
 * is asked for once more, and then given up.
 */
public enum Flaw {
    /** There was nothing in it. */
    EMPTY(Harm.ALL, "it was empty"),
    /** It said that it would not. */
    REFUSED(Harm.ALL, "it held no JSON but a refusal; answer for what can be answered"),
    /** There was no JSON in it. */
    NOT_JSON(Harm.ALL, "it held no JSON object"),
    /** It was longer than any that is read. */
    TOO_LONG(Harm.ALL, "it was too long"),
    /** There was JSON in it, but not the list that was asked for. */
    WRONG_SHAPE(Harm.ALL, "its JSON object did not hold the list that was asked for"),
    /** It ended in the middle; what was whole is kept. */
    TRUNCATED(Harm.PART, "it ended before the JSON object was closed; be shorter"),
    /** It stopped being JSON in the middle; what came before is kept. */
    MALFORMED(Harm.PART, "its JSON was broken in the middle"),
    /** An entry lacked what every entry has, or was none; the others are kept. */
    WRONG_ENTRY(Harm.PART, "an entry lacked a key, or had a value of the wrong type"),
    /** An entry was in a script that is not that of its language. */
    WRONG_LANGUAGE(Harm.PART, "an entry was not in the language that was asked for"),
    /** Something was asked and not answered. */
    MISSING(Harm.PART, "it left something out that was asked"),
    /** It had more entries than are read; the first ones are kept. */
    TOO_MANY(Harm.NONE, "it had too many entries"),
    /** An entry said what another said. */
    DUPLICATE(Harm.NONE, "an entry was there twice"),
    /** A number was written as a text. */
    NUMBER_AS_TEXT(Harm.NONE, "a number was a text"),
    /** A time was none; the entry is kept without it. */
    WRONG_TIME(Harm.NONE, "a time was not in the form that was asked for"),
    /** An entry cited a turn that was not there; it will not be believed. */
    NO_SUCH_TURN(Harm.NONE, "an entry cited a turn that was not given"),
    /** An entry quoted what its turn does not say; it will not be believed. */
    NO_SUCH_QUOTE(Harm.NONE, "an entry quoted what the turn does not say"),
    /** It stood in a code fence. */
    FENCED(Harm.NONE, "it stood in a code fence"),
    /** There were words around the JSON. */
    CHATTY(Harm.NONE, "there were words around the JSON object"),
    /** The model showed its thoughts. */
    THINKING(Harm.NONE, "it held thoughts"),
    /** JSON with trailing commas, comments, single quotes, or keys without quotes. */
    SLOPPY(Harm.NONE, "its JSON was not strict");

    /** What is lost by it. */
    private enum Harm {
        NONE,
        PART,
        ALL
    }

    private final Harm harm;
    private final String sentence;

    Flaw(Harm harm, String sentence) {
        this.harm = harm;
        this.sentence = sentence;
    }

    /** Whether something has to be asked for again because of it. */
    boolean harms() {
        return harm != Harm.NONE;
    }

    /** Whether nothing of the answer can be used because of it. */
    boolean losesAll() {
        return harm == Harm.ALL;
    }

    /** Whether what comes behind some place is lost by it. */
    boolean losesRest() {
        return this == TRUNCATED || this == MALFORMED;
    }

    /** Told to the model. */
    String sentence() {
        return sentence;
    }
}
