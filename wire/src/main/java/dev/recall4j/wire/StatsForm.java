package dev.recall4j.wire;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.Stats;
import dev.recall4j.model.Status;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tenant holds; see {@link Stats}.
 *
 * @param memories how many, by status; every status is named
 */
public record StatsForm(
        Map<String, Long> memories,
        long turns,
        long pendingTurns,
        long held,
        long scopes,
        Embedder embedder,
        long journalPosition,
        long indexPosition) {

    public static StatsForm of(Stats stats) {
        return new StatsForm(
                byStatus(stats.memories()),
                stats.turns(),
                stats.pendingTurns(),
                stats.held(),
                stats.scopes(),
                Embedder.of(stats.embedder()),
                stats.journalPosition(),
                stats.indexPosition());
    }

    private static Map<String, Long> byStatus(Map<Status, Long> counts) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            byStatus.put(ModelTypes.code(status), counts.getOrDefault(status, 0L));
        }
        return byStatus;
    }

    /** What made the vectors. */
    public record Embedder(String name, int dimension) {

        private static Embedder of(EmbedderInfo info) {
            return new Embedder(info.name(), info.dimension());
        }
    }
}
