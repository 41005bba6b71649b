package dev.recall4j.sqlite;

import dev.recall4j.model.InvalidRequestException;

import java.time.Duration;

/**
 * How a {@link SqliteJournal} works. Immutable; {@link #defaults} fits most uses.
 *
 * @param durability what a returned write survives
 * @param readers how many reads can run side by side; 1 to 64
 * @param busyTimeout how long to wait for the file while another part of this process, such as a
 *     backup tool, uses it; 0 to 10 minutes
 * @param queueLength how many writes may wait before callers are held back; at least 1
 * @param groupSize how many waiting writes share one commit at most; at least 1
 */
public record SqliteSettings(
        Durability durability, int readers, Duration busyTimeout, int queueLength, int groupSize) {

    private static final SqliteSettings DEFAULTS =
            new SqliteSettings(Durability.FULL, 4, Duration.ofSeconds(10), 1_024, 256);

    /** What a write survives once it has returned. */
    public enum Durability {
        /** The end of the process and the loss of power: each commit is forced to the disk. */
        FULL,
        /**
         * The end of the process. A loss of power may take the last writes back, and leaves what is
         * older whole. Faster for a single caller.
         */
        NORMAL
    }

    /**
     * @throws InvalidRequestException if a value is out of range
     */
    public SqliteSettings {
        require("readers", readers, 1, 64);
        require("busy-timeout", busyTimeout.toMillis(), 0, Duration.ofMinutes(10).toMillis());
        require("queue-length", queueLength, 1, Integer.MAX_VALUE);
        require("group-size", groupSize, 1, Integer.MAX_VALUE);
    }

    /** Every write reaches the disk before it returns; four readers. */
    public static SqliteSettings defaults() {
        return DEFAULTS;
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidRequestException(
                    "The setting %s is %,d; give one from %,d to %,d."
                            .formatted(name, value, min, max));
        }
    }

    public SqliteSettings withDurability(Durability durability) {
        return new SqliteSettings(durability, readers, busyTimeout, queueLength, groupSize);
    }

    public SqliteSettings withReaders(int readers) {
        return new SqliteSettings(durability, readers, busyTimeout, queueLength, groupSize);
    }

    public SqliteSettings withBusyTimeout(Duration busyTimeout) {
        return new SqliteSettings(durability, readers, busyTimeout, queueLength, groupSize);
    }
}
