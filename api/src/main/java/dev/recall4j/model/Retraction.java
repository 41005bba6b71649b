package dev.recall4j.model;

import java.util.List;

/**
 * What becomes of the memories that derive from a source when that is taken back.
 *
 * @param turns how many turns the source has
 * @param retracted the memories that rest on nothing else, and are retracted
 * @param kept the memories that rest on other turns too, and stay with those only
 */
public record Retraction(long turns, List<MemoryId> retracted, List<MemoryId> kept) {

    public Retraction {
        retracted = List.copyOf(retracted);
        kept = List.copyOf(kept);
    }
}
