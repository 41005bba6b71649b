package dev.recall4j.model;

import java.util.List;

/**
 * Where a memory came from.
 *
 * @param extractor name and version of what drew it from the turns, such as {@code local/1}
 * @param sources turns that support it, oldest first; at most {@value #SOURCES_SHOWN} are shown:
 *     the first and the latest. Empty if every source was erased
 */
public record Provenance(String extractor, List<Source> sources) {

    public static final int SOURCES_SHOWN = 8;

    public Provenance {
        sources = List.copyOf(sources);
    }
}
