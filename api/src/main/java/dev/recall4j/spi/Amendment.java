package dev.recall4j.spi;

import dev.recall4j.model.Gist;
import dev.recall4j.model.MemoryUpdate;

import org.jspecify.annotations.Nullable;

/**
 * A change to one memory, ready to be written.
 *
 * @param update what changes
 * @param gist of the new text; null if the text stays
 * @param vector of the new text; null if the text stays
 * @param act by whom and when
 */
public record Amendment(
        MemoryUpdate update, @Nullable Gist gist, float @Nullable [] vector, Act act) {

    public Amendment {
        boolean textChanges = update.text() != null;
        if (textChanges != (gist != null) || textChanges != (vector != null)) {
            throw new IllegalArgumentException("a new text needs its gist and vector");
        }
    }
}
