package dev.recall4j.spi;

import dev.recall4j.model.HeardTurn;

import java.util.List;

/**
 * What a journal kept of a hearing.
 *
 * @param turns the turns that were kept
 * @param known how many were not, because their external id was known. If all were known there is
 *     no hearing to settle
 */
public record Heard(List<HeardTurn> turns, int known) {

    public Heard {
        turns = List.copyOf(turns);
    }
}
