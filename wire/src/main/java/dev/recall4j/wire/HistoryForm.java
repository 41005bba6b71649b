package dev.recall4j.wire;

import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.MemoryId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What happened to a memory, oldest first. */
public record HistoryForm(String id, List<Entry> entries) {

    public static HistoryForm of(MemoryId id, List<HistoryEntry> entries) {
        return new HistoryForm(id.value(), entries.stream().map(Entry::of).toList());
    }

    /** One thing that happened; see {@link HistoryEntry}. */
    public record Entry(
            String event,
            @Nullable String oldText,
            @Nullable String newText,
            String actor,
            String reason,
            Instant at) {

        private static Entry of(HistoryEntry entry) {
            return new Entry(
                    ModelTypes.code(entry.event()),
                    entry.oldText(),
                    entry.newText(),
                    entry.actor(),
                    entry.reason(),
                    entry.at());
        }
    }
}
