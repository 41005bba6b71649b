package dev.recall4j.lucene;

import dev.recall4j.model.InvalidRequestException;

/**
 * How a {@link LuceneIndex} uses the machine. What it finds does not depend on them.
 *
 * @param bufferMegabytes how much heap changes may take before they are written to files; 1 to
 *     2,000
 * @param indexingThreads how many threads apply a large batch; 1 to 64
 * @param mergeThreads how many threads join small files into larger ones in the background; 1 to 64
 */
public record LuceneSettings(int bufferMegabytes, int indexingThreads, int mergeThreads) {

    private static final LuceneSettings DEFAULTS =
            new LuceneSettings(
                    128, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4), 1);

    /**
     * @throws InvalidRequestException if a value is out of range
     */
    public LuceneSettings {
        require("buffer-megabytes", bufferMegabytes, 2_000);
        require("indexing-threads", indexingThreads, 64);
        require("merge-threads", mergeThreads, 64);
    }

    /** A buffer of 128 MB, a thread for each processor up to 4, and one that merges. */
    public static LuceneSettings defaults() {
        return DEFAULTS;
    }

    private static void require(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new InvalidRequestException(
                    "The setting %s is %,d; give one from 1 to %,d.".formatted(name, value, max));
        }
    }
}
