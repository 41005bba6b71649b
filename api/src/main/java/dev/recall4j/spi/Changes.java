package dev.recall4j.spi;

import java.util.List;

/**
 * Changes in the order of their positions.
 *
 * @param changes the changes
 * @param upTo the position that is reached when they are applied; there may be more behind it
 * @param lineage the {@linkplain JournalOperator#lineage lineage} of that position
 */
public record Changes(List<Change> changes, long upTo, String lineage) {

    public Changes {
        changes = List.copyOf(changes);
    }
}
