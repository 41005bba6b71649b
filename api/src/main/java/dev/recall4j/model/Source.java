package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A turn that a memory came from, as it is shown to a reader.
 *
 * @param evidence the turn and the span in it
 * @param speaker the speaker's name, or null if unknown
 * @param text the whole text of the turn
 * @param saidAt when it was said
 */
public record Source(Evidence evidence, @Nullable String speaker, String text, Instant saidAt) {

    public TurnId turnId() {
        return evidence.turn();
    }

    /** The words of the turn that the memory rests on; empty if no such span is in it. */
    public String quote() {
        return evidence.isWithin(text.length())
                ? text.substring(evidence.start(), evidence.end())
                : "";
    }

    /** The turn's id only. */
    @Override
    public String toString() {
        return "Source[turn=%s]".formatted(evidence.turn());
    }
}
