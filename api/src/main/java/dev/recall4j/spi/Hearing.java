package dev.recall4j.spi;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;

import java.util.List;

/**
 * Turns to be kept together.
 *
 * @param id given by the caller; unique
 * @param turns in the order said, all of the scope they are heard in
 * @param options how they are to become memories
 */
public record Hearing(HearingId id, List<HeardTurn> turns, HearingOptions options) {

    public Hearing {
        turns = List.copyOf(turns);
    }
}
