package dev.recall4j.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How long calls of one kind take. Not thread-safe. */
final class Durations {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Long> nanos = new ArrayList<>();

    <T> T time(Supplier<T> call) {
        long start = System.nanoTime();
        T result = call.get();
        note(System.nanoTime() - start);
        return result;
    }

    void note(long elapsed) {
        nanos.add(elapsed);
    }

    double seconds() {
        return nanos.stream().mapToLong(Long::longValue).sum() / NANOS_PER_SECOND;
    }

    /**
     * The time that so many percent of the calls stayed within, in milliseconds; 0 without calls.
     */
    double percentile(int percent) {
        if (nanos.isEmpty()) {
            return 0;
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        int rank = Math.ceilDiv(sorted.size() * percent, 100);
        return sorted.get(Math.max(rank, 1) - 1) / NANOS_PER_MILLI;
    }
}
