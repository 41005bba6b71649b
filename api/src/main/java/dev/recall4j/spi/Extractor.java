package dev.recall4j.spi;

import dev.recall4j.model.Extraction;
import dev.recall4j.model.HeardTurn;

import java.util.List;

/**
 * Turns turns into candidates. Thread-safe, and free of side effects.
 *
 * <p>Every turn given shows up in the result: in the evidence of a candidate, or among the skipped.
 * The evidence of a candidate is a span of a turn that was given.
 */
public interface Extractor {

    /** Name and version, such as {@code local/1}; part of a memory's provenance. */
    String name();

    /**
     * @param turns of one scope, in the order said; never system turns
     */
    Extraction extract(List<HeardTurn> turns);
}
