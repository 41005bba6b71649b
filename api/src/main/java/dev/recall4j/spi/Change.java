package dev.recall4j.spi;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Tenant;

/** How the set of memories that can be recalled has changed. Applying one twice does no harm. */
public sealed interface Change {

    /** The journal position of the change. */
    long position();

    MemoryId id();

    /**
     * A memory, active or superseded, as it is now.
     *
     * @param vector its embedding; not to be modified
     * @param turn the number of the turn it was first drawn from, among those of its scope in the
     *     order they were heard, so that numbers of neighbours differ by one; 0 if none is left
     */
    record Upsert(long position, Tenant tenant, Memory memory, float[] vector, long turn)
            implements Change {

        @Override
        public MemoryId id() {
            return memory.id();
        }
    }

    /**
     * A memory that cannot be recalled any more.
     *
     * @param erased whether it was erased, so that no byte of it may be left, or only retracted
     */
    record Remove(long position, MemoryId id, boolean erased) implements Change {}
}
