package dev.recall4j.lucene;

import dev.recall4j.model.MemoryId;

/**
 * A document that a search may bring.
 *
 * @param found whether a signal found it, rather than its surroundings
 */
record Candidate(int document, MemoryId memory, Spot spot, boolean found) implements Talk.Said {}
