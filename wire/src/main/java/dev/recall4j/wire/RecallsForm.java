package dev.recall4j.wire;

import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.Recalls;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Where a memory was recalled; see {@link Recalls}.
 *
 * @param latest the latest first
 */
public record RecallsForm(
        long times, @Nullable Instant first, @Nullable Instant last, List<Entry> latest) {

    public static RecallsForm of(Recalls recalls) {
        return new RecallsForm(
                recalls.times(),
                recalls.first(),
                recalls.last(),
                recalls.latest().stream().map(Entry::of).toList());
    }

    /**
     * One time that it was recalled; see {@link RecallEntry}.
     *
     * @param use {@code search} or {@code context}
     */
    public record Entry(Instant at, ScopeForm scope, String use, int rank, double score) {

        private static Entry of(RecallEntry entry) {
            return new Entry(
                    entry.at(),
                    ScopeForm.of(entry.scope()),
                    ModelTypes.code(entry.use()),
                    entry.rank(),
                    entry.score());
        }
    }
}
