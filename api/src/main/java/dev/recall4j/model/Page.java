package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list. Walking all pages visits every item that was there at the first page and is
 * there still exactly once; items added meanwhile may or may not appear.
 *
 * @param items in the order asked for
 * @param cursor where the next page starts, or null if this is the last
 */
public record Page<T>(List<T> items, @Nullable String cursor) {

    public Page {
        items = List.copyOf(items);
    }

    public Optional<String> next() {
        return Optional.ofNullable(cursor);
    }
}
