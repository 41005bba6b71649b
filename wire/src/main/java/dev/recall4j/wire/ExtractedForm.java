package dev.recall4j.wire;

import org.jspecify.annotations.Nullable;

/**
 * What {@code extract} did.
 *
 * @param completed how many adds were completed
 * @param waiting how many turns still wait
 * @param reason why they do; null if none does
 */
public record ExtractedForm(long completed, long waiting, @Nullable String reason) {}
