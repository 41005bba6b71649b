package dev.recall4j;

import com.github.f4b6a3.uuid.UuidCreator;

import dev.recall4j.model.HearingId;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.TurnId;

/** Ids that are unique and ordered by time: UUID version 7 (RFC 9562). Thread-safe. */
final class Ids {

    private Ids() {}

    static MemoryId memory() {
        return new MemoryId(next());
    }

    static TurnId turn() {
        return new TurnId(next());
    }

    static HearingId hearing() {
        return new HearingId(next());
    }

    private static String next() {
        return UuidCreator.getTimeOrderedEpochPlus1().toString();
    }
}
