package dev.recall4j;

import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;

/** The sentences that go with reason codes. */
final class Reasons {

    private Reasons() {}

    static Reason of(ReasonCode code, long count) {
        return new Reason(code, message(code), count);
    }

    private static String message(ReasonCode code) {
        return switch (code) {
            case ALREADY_HEARD -> "the turn was heard before";
            case ID_REUSED ->
                    "a turn with another text had the id before; this one was not heard: give it an id of its own";
            case SYSTEM_TURN -> "a system turn is an instruction, not something to remember";
            case SMALL_TALK -> "small talk";
            case QUESTION -> "a bare question";
            case NOTHING_TO_REMEMBER -> "nothing in it to remember";
            case DUPLICATE -> "a memory says the same already; it was reinforced";
            case UNGROUNDED -> "the extractor gave no evidence for it in the turns";
            case NUMBER_UNSUPPORTED -> "it states a number that was not said there";
            case NAME_UNSUPPORTED -> "it states a name that was not said";
            case DATE_UNSUPPORTED ->
                    "it states a date that was not said there, nor follows from it";
            case NEGATION_UNSUPPORTED -> "it denies what was not denied, or does not deny what was";
            case GUESS -> "an assistant supposed, suggested or asked it";
            case ECHO -> "it was recalled from memory, and nobody said it anew";
            case UNFIT ->
                    "the extractor proposed what cannot be kept: a text, time or category is out of range";
            case TOO_LONG ->
                    "too long to be summed up in one memory; split the task, and add each part by itself";
            case AWAITS_REVIEW -> "waits for somebody to accept it";
            case IMAGE_NOT_SEEN ->
                    "no model put the image into words; its caption was kept, or [image] if it had none";
            case PENDING -> "kept, and to be extracted later: a model was not available";
            case DEFERRED -> "kept, and to be extracted later, with what else is heard";
            case NOTHING_STORED -> "nothing is stored in this scope";
            case BELOW_THRESHOLD -> "found, but below the threshold";
            case FILTERED -> "in this scope, but kept out by the filter";
            case EXPIRED -> "in this scope, but expired";
            case NOT_VALID -> "in this scope, but not valid at the time asked about";
            case NOTHING_ALIKE -> "in this scope, but nothing like the query";
            case SIGNAL_UNAVAILABLE -> "the embedding model was not available; found by words only";
            case RERANKER_UNAVAILABLE ->
                    "the reranker was not available; in the order of the signals";
            case ARBITER_UNAVAILABLE ->
                    "the model that settles what rules leave open was not available; rules decided alone";
            case NOTHING_MORE -> "in it: everything that was found";
            case OVER_BUDGET -> "found, but the token budget is used up";
            case OVER_LIMIT -> "looked at for this context; there is more";
        };
    }
}
