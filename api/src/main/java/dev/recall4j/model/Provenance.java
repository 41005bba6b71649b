package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Where a memory came from.
 *
 * @param extractor name and version of what drew it from the turns, such as {@code local/1}
 * @param sources turns that support it, oldest first; at most {@value #SOURCES_SHOWN} are shown:
 *     the first and the latest. Empty if every source was erased
 * @param found those of its categories that the extractor found, and no caller gave
 * @param editor who gave the text as it is now in an update, or null if it is as it was drawn. The
 *     sources that were there before support an older text, which the history keeps
 */
public record Provenance(
        String extractor, List<Source> sources, Set<String> found, @Nullable String editor) {

    public static final int SOURCES_SHOWN = 8;

    public Provenance {
        Objects.requireNonNull(extractor, "extractor");
        sources = List.copyOf(sources);
        found = Categories.copyOf(found);
    }

    /** As drawn by an extractor that finds no categories. */
    public Provenance(String extractor, List<Source> sources) {
        this(extractor, sources, Set.of(), null);
    }

    /** The same, shown with other sources. */
    public Provenance with(List<Source> sources) {
        return new Provenance(extractor, sources, found, editor);
    }
}
