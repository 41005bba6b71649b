package dev.recall4j.model;

import java.util.Map;

/**
 * What a tenant holds.
 *
 * @param memories how many memories, by status; a status without any is absent
 * @param turns how many turns
 * @param pendingTurns how many of them wait for extraction
 * @param held how many candidates are held until somebody accepts or rejects them
 * @param scopes how many scopes
 * @param embedder what made the vectors
 * @param journalPosition position of the last durable change, of all tenants
 * @param indexPosition position up to which the index has followed
 */
public record Stats(
        Map<Status, Long> memories,
        long turns,
        long pendingTurns,
        long held,
        long scopes,
        EmbedderInfo embedder,
        long journalPosition,
        long indexPosition) {

    public Stats {
        memories = Map.copyOf(memories);
    }
}
