package dev.recall4j.spi;

import dev.recall4j.model.MemoryId;

import java.util.List;
import java.util.Map;

/**
 * What the signals of a query found.
 *
 * @param hits for every memory that any signal found, and those in the {@link Surroundings} of
 *     these, one hit for each signal of the query, so that no memory is judged by a part of the
 *     signals
 * @param occasions how each of these memories came up
 */
public record Hits(List<Hit> hits, Map<MemoryId, Occasion> occasions) {

    public Hits {
        hits = List.copyOf(hits);
        occasions = Map.copyOf(occasions);
    }
}
