package dev.recall4j.spi;

import dev.recall4j.model.HeardTurn;

import java.util.List;

/**
 * What a journal kept of a hearing.
 *
 * @param turns the turns that were kept
 * @param known how many were not, because a turn of their external id and text was known
 * @param idReused how many were not, because a turn of their external id, but another text, was
 *     known. If no turn was kept there is no hearing to settle
 */
public record Heard(List<HeardTurn> turns, int known, int idReused) {

    public Heard {
        turns = List.copyOf(turns);
    }
}
