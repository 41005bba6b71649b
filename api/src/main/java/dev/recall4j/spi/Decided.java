package dev.recall4j.spi;

import dev.recall4j.model.Decision;

import java.util.List;

/**
 * Decisions that are durable.
 *
 * @param position the journal position they are at
 * @param decisions what was decided
 */
public record Decided(long position, List<Decision> decisions) {

    public Decided {
        decisions = List.copyOf(decisions);
    }
}
