package dev.recall4j.spi;

import java.util.List;

/**
 * What the signals of a query found.
 *
 * @param hits for every memory that any signal found, one hit for each signal of the query, so that
 *     no memory is judged by a part of the signals
 */
public record Hits(List<Hit> hits) {

    public Hits {
        hits = List.copyOf(hits);
    }
}
