package dev.recall4j.spi;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Signal;

/**
 * What one signal says about one memory.
 *
 * @param memory the memory
 * @param signal which signal
 * @param score the signal's figure. {@link Signal#DENSE}: the cosine, -1 to 1. {@link
 *     Signal#KEYWORD}: BM25 divided by the highest that this query can reach in this index (the sum
 *     of its words' weights), 0 to 1, so that figures of different queries compare. {@link
 *     Signal#DENSE_AROUND}: the cosine with the sum of the vectors of the memory and its {@link
 *     Surroundings}. {@link Signal#KEYWORD_AROUND}: as {@link Signal#KEYWORD}, each word counted
 *     where it weighs most, in the memory itself or in its surroundings. Of surroundings those
 *     count that are among the found memories or around them
 * @param rank its place among what this signal found, from 1; 0 if another signal found it and this
 *     one was only asked for its score
 */
public record Hit(MemoryId memory, Signal signal, double score, int rank) {}
