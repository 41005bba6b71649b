package dev.recall4j.wire;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What {@code doctor} found.
 *
 * @param works whether all that is configured works
 */
public record DoctorForm(boolean works, List<Part> parts) {

    /**
     * One thing that was looked at.
     *
     * @param name such as {@code java}, {@code data}, {@code chat}
     * @param works whether it does, or need not because it is not there
     * @param finding what there is, or what is wrong and what to do
     * @param latencyMillis how long a model took to be opened and to answer; null if none was asked
     * @param dimension of an embedder's vectors; null for everything else
     */
    public record Part(
            String name,
            boolean works,
            String finding,
            @Nullable Long latencyMillis,
            @Nullable Integer dimension) {}
}
