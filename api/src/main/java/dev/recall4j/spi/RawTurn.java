package dev.recall4j.spi;

import dev.recall4j.model.HeardTurn;

import java.util.Objects;

/**
 * A turn that was said beside the one a memory came from, and that gave no memory itself.
 *
 * @param turn what was said
 * @param away how many turns behind that one; negative if before it, never 0
 */
public record RawTurn(HeardTurn turn, int away) {

    public RawTurn {
        Objects.requireNonNull(turn, "turn");
    }
}
