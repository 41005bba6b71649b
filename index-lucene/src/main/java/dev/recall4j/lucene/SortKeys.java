package dev.recall4j.lucene;

import java.nio.ByteBuffer;
import java.time.Instant;

/** Bytes whose unsigned order is the order of the values. */
final class SortKeys {

    static final int TIME_BYTES = Long.BYTES + Integer.BYTES;

    private static final byte[] FIRST_TIME = new byte[TIME_BYTES];

    private SortKeys() {}

    /** To the nanosecond. */
    static byte[] of(Instant time) {
        return ByteBuffer.allocate(TIME_BYTES)
                .putLong(time.getEpochSecond() ^ Long.MIN_VALUE)
                .putInt(time.getNano())
                .array();
    }

    /** Not above the key of any time. */
    static byte[] firstTime() {
        return FIRST_TIME.clone();
    }

    static byte[] of(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        long ordered = bits ^ ((bits >> 63) | Long.MIN_VALUE);
        return ByteBuffer.allocate(Long.BYTES).putLong(ordered).array();
    }
}
