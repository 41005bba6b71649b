package dev.recall4j.model;

import java.util.Locale;

/** Why something was not kept or not found. Programs branch on it; texts may change. */
public enum ReasonCode {
    /** The turn was heard before: same external id and text in the same scope. */
    ALREADY_HEARD,
    /** A turn with another text had the external id before, in the same scope. */
    ID_REUSED,
    /** A system turn: an instruction, not something to remember. */
    SYSTEM_TURN,
    /** A greeting, thanks, or other small talk. */
    SMALL_TALK,
    /** A bare question. */
    QUESTION,
    /** Nothing in it says anything to remember. */
    NOTHING_TO_REMEMBER,
    /** A memory says the same already; it was reinforced. */
    DUPLICATE,
    /** The extractor proposed it without evidence in the turns. */
    UNGROUNDED,
    /** A language model stated a number that does not stand in the words it cites. */
    NUMBER_UNSUPPORTED,
    /** A language model stated a name that nobody said. */
    NAME_UNSUPPORTED,
    /** A language model stated a date that the words it cites neither name nor tell. */
    DATE_UNSUPPORTED,
    /** A language model denied what was not denied, or the other way round. */
    NEGATION_UNSUPPORTED,
    /** An assistant supposed, suggested or asked it; nobody said so. */
    GUESS,
    /** It came out of memory: it is no new evidence for itself. */
    ECHO,
    /** The extractor proposed what no memory can be: without text, too long, out of all time. */
    UNFIT,
    /** What was done on a task is longer than one memory can sum up. */
    TOO_LONG,
    /** It waits for somebody to accept it. */
    AWAITS_REVIEW,
    /** No model put an image into words; its caption was kept in its place. */
    IMAGE_NOT_SEEN,
    /** Heard and kept, but not extracted yet, because a part that is needed was not available. */
    PENDING,
    /** Heard and kept, to be extracted later together with what else is heard, as was asked for. */
    DEFERRED,
    /** The scope holds no memory at all. */
    NOTHING_STORED,
    /** Memories were found but scored below the threshold. */
    BELOW_THRESHOLD,
    /** Memories in the scope do not pass the filter. */
    FILTERED,
    /** Memories in the scope are past their expiry. */
    EXPIRED,
    /** Memories in the scope were not valid at the time asked about. */
    NOT_VALID,
    /** No signal found anything like the query. */
    NOTHING_ALIKE,
    /** A signal could not take part; the result rests on the others. */
    SIGNAL_UNAVAILABLE,
    /** Everything that was found is there; the token budget would have held more. */
    NOTHING_MORE,
    /** The reranker could not take part; scores and order are those of the signals. */
    RERANKER_UNAVAILABLE,
    /** What rules leave open could not be settled by a model; rules decided alone. */
    ARBITER_UNAVAILABLE,
    /** More was found than the token budget holds. */
    OVER_BUDGET,
    /** More was found than a context looks at. */
    OVER_LIMIT;

    /** The stable form on the wire and in {@code --json}, such as {@code below-threshold}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
