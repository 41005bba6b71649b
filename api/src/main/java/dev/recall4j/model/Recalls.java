package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Where a memory was recalled, as far as that was noted: a record of its use, which may have gaps.
 *
 * @param times how often
 * @param first when first; null if it never was
 * @param last when last; null if it never was
 * @param latest the last {@value #LATEST_MAX} times, the latest first
 */
public record Recalls(
        long times, @Nullable Instant first, @Nullable Instant last, List<RecallEntry> latest) {

    public static final int LATEST_MAX = 20;

    public static final Recalls NONE = new Recalls(0, null, null, List.of());

    public Recalls {
        latest = List.copyOf(latest);
    }
}
