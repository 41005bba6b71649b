package dev.recall4j.cli;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A half-life as it is typed: {@code 90d}, or {@code preference=2y} for a category.
 *
 * @param typed how it was typed
 * @param category null for memories without a category that has its own
 */
record HalfLife(String typed, @Nullable String category, Duration period) {

    static HalfLife parse(String text) {
        int at = text.lastIndexOf('=');
        return new HalfLife(
                text, at < 0 ? null : text.substring(0, at), Periods.parse(text.substring(at + 1)));
    }
}
