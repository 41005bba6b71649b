package dev.recall4j.spi;

import dev.recall4j.model.Status;

import java.util.Map;

/**
 * What a tenant's part of a journal holds.
 *
 * @param memories how many memories, by status as of the time asked about
 * @param turns how many turns
 * @param pendingTurns how many of them wait for decisions
 * @param held how many candidates are held
 * @param scopes how many scopes have memories or turns
 */
public record Tally(
        Map<Status, Long> memories, long turns, long pendingTurns, long held, long scopes) {}
