package dev.recall4j.model;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * A turn that the journal has kept.
 *
 * @param id given by the journal's caller before it is kept
 * @param scope whose turn it is
 * @param turn what was said, in words alone; its time is known
 * @param heardAt when it was kept
 */
public record HeardTurn(TurnId id, Scope scope, Turn turn, Instant heardAt) {

    /**
     * @throws InvalidRequestException if the time it was kept is out of range
     */
    public HeardTurn {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(scope, "scope");
        Times.require("time the turn was heard", heardAt);
        Objects.requireNonNull(turn.saidAt(), "a heard turn has a time");
        if (!turn.images().isEmpty()) {
            throw new IllegalArgumentException("a heard turn has words in place of its images");
        }
    }

    public ZonedDateTime saidAt() {
        return Objects.requireNonNull(turn.saidAt());
    }
}
