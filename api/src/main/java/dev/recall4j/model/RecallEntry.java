package dev.recall4j.model;

import java.time.Instant;
import java.util.Objects;

/**
 * One time that a memory was recalled. What was asked is not kept.
 *
 * @param at when
 * @param scope the scope that was asked about, which finds that of the memory
 * @param use what for
 * @param rank its place by score, from 1: among the results, or among the memories that the context
 *     shows
 * @param score how well it answered, from 0 to 1
 */
public record RecallEntry(Instant at, Scope scope, RecallUse use, int rank, double score) {

    public RecallEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(use, "use");
    }
}
