package dev.recall4j.spi;

import java.time.Instant;

/**
 * By whom, when and why something was written.
 *
 * @param actor a caller's name, or an extractor's
 * @param at when
 * @param reason why, in a few words without remembered text
 */
public record Act(String actor, Instant at, String reason) {}
