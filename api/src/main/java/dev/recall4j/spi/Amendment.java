package dev.recall4j.spi;

import dev.recall4j.model.MemoryUpdate;

import org.jspecify.annotations.Nullable;

/**
 * A change to one memory, ready to be written.
 *
 * @param update what changes
 * @param fingerprint of the new text; null if the text stays
 * @param vector of the new text; null if the text stays
 * @param act by whom and when
 */
public record Amendment(
        MemoryUpdate update, @Nullable String fingerprint, float @Nullable [] vector, Act act) {

    public Amendment {
        boolean textChanges = update.text() != null;
        if (textChanges != (fingerprint != null) || textChanges != (vector != null)) {
            throw new IllegalArgumentException("a new text needs its fingerprint and vector");
        }
    }
}
