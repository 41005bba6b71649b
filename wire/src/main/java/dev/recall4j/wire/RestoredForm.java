package dev.recall4j.wire;

import dev.recall4j.model.Restored;

/** What a restore did; see {@link Restored}. */
public record RestoredForm(long taken, long skipped) {

    public static RestoredForm of(Restored restored) {
        return new RestoredForm(restored.taken(), restored.skipped());
    }
}
