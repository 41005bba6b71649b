package dev.recall4j.spi;

import java.util.List;

/**
 * Changes in the order of their positions.
 *
 * @param changes the changes
 * @param upTo the position that is reached when they are applied; there may be more behind it
 */
public record Changes(List<Change> changes, long upTo) {

    public Changes {
        changes = List.copyOf(changes);
    }
}
