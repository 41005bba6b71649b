package dev.recall4j.spi;

import dev.recall4j.model.Memory;
import dev.recall4j.model.Status;

import java.time.Instant;

/** Which memories a query looks among, by where they stand in their life. */
public sealed interface Among {

    /** Those that are active. */
    Among CURRENT = new Current();

    /** Those that are superseded. */
    Among SUPERSEDED = new Superseded();

    /** Both. */
    Among ALL = new All();

    /** Those that were true at a time, active or superseded. */
    static Among validAt(Instant time) {
        return new ValidAt(time);
    }

    /** Whether a memory that an index holds is one of them. */
    boolean has(Memory memory);

    /** See {@link #CURRENT}. */
    record Current() implements Among {
        @Override
        public boolean has(Memory memory) {
            return memory.status() == Status.ACTIVE;
        }
    }

    /** See {@link #SUPERSEDED}. */
    record Superseded() implements Among {
        @Override
        public boolean has(Memory memory) {
            return memory.status() == Status.SUPERSEDED;
        }
    }

    /** See {@link #ALL}. */
    record All() implements Among {
        @Override
        public boolean has(Memory memory) {
            return CURRENT.has(memory) || SUPERSEDED.has(memory);
        }
    }

    /**
     * See {@link #validAt}.
     *
     * @param time {@linkplain Memory#validAt at} which they were valid
     */
    record ValidAt(Instant time) implements Among {
        @Override
        public boolean has(Memory memory) {
            return ALL.has(memory) && memory.validAt(time);
        }
    }
}
