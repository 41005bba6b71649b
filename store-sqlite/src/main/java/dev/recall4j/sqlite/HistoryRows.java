package dev.recall4j.sqlite;

import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What happened to memories, and the tombstones of those that were erased. */
final class HistoryRows {

    private static final String ENTRY = "h.event, h.old_text, h.new_text, h.actor, h.reason, h.at";

    private final Session session;

    HistoryRows(Session session) {
        this.session = session;
    }

    void add(long memory, Event event, String reason, Act act) {
        add(memory, event, null, null, reason, act);
    }

    void add(
            long memory,
            Event event,
            @Nullable String oldText,
            @Nullable String newText,
            String reason,
            Act act) {
        session.update(
                "INSERT INTO history (memory, event, old_text, new_text, actor, reason, at) VALUES"
                        + " (?, ?, ?, ?, ?, ?, ?)",
                memory,
                event,
                oldText,
                newText,
                act.actor(),
                reason,
                act.at());
    }

    List<HistoryEntry> of(Tenant tenant, MemoryId id) {
        return session.first(
                        "SELECT m.seq FROM memories m JOIN scopes s ON s.seq = m.scope WHERE m.id ="
                                + " ?1 AND s.tenant = ?2 UNION ALL SELECT memory FROM tombstones WHERE"
                                + " id = ?1 AND tenant = ?2",
                        row -> row.getLong(1),
                        id.value(),
                        tenant.id())
                .map(seq -> of(seq, id))
                .orElse(List.of());
    }

    private List<HistoryEntry> of(long memory, MemoryId id) {
        return session.all(
                "SELECT " + ENTRY + " FROM history h WHERE h.memory = ? ORDER BY h.seq",
                row -> entry(id, row, 1),
                memory);
    }

    /** Removes the texts of a memory's history and leaves a tombstone in place of the memory. */
    void bury(Tenant tenant, MemoryRows.Kept kept, Act act, long position) {
        session.update(
                "UPDATE history SET old_text = NULL, new_text = NULL WHERE memory = ?", kept.seq());
        add(kept.seq(), Event.ERASED, act.reason(), act);
        addTombstone(kept.seq(), tenant, kept.memory().id(), act.at(), position);
    }

    /** Leaves a tombstone in place of a memory, and nothing of its history. */
    void forget(Tenant tenant, MemoryRows.Kept kept, Instant erasedAt, long position) {
        session.update("DELETE FROM history WHERE memory = ?", kept.seq());
        addTombstone(kept.seq(), tenant, kept.memory().id(), erasedAt, position);
    }

    /**
     * Adds the tombstone of a memory that never was here. Its history is found by a negative
     * number, which no memory has.
     */
    long addForeignTombstone(Tenant tenant, MemoryId id, Instant erasedAt, long position) {
        long memory = session.number("SELECT min(0, coalesce(min(memory), 0)) - 1 FROM tombstones");
        addTombstone(memory, tenant, id, erasedAt, position);
        return memory;
    }

    private void addTombstone(
            long memory, Tenant tenant, MemoryId id, Instant erasedAt, long position) {
        session.update(
                "INSERT INTO tombstones (memory, id, tenant, erased_at, position) VALUES (?, ?, ?,"
                        + " ?, ?)",
                memory,
                id.value(),
                tenant.id(),
                erasedAt,
                position);
    }

    boolean wasErased(Tenant tenant, MemoryId id) {
        return session.first(
                        "SELECT 1 FROM tombstones WHERE tenant = ? AND id = ?",
                        row -> true,
                        tenant.id(),
                        id.value())
                .isPresent();
    }

    void exportTombstones(Tenant tenant, Predicate<ExportRecord.OfTombstone> visitor) {
        session.each(
                "SELECT id, erased_at FROM tombstones WHERE tenant = ? ORDER BY erased_at, id",
                row ->
                        new ExportRecord.OfTombstone(
                                MemoryId.of(row.getString(1)), Columns.knownTime(row, 2)),
                visitor,
                tenant.id());
    }

    private static HistoryEntry entry(MemoryId id, ResultSet row, int column) throws SQLException {
        return new HistoryEntry(
                id,
                Event.valueOf(row.getString(column)),
                row.getString(column + 1),
                row.getString(column + 2),
                row.getString(column + 3),
                row.getString(column + 4),
                Columns.knownTime(row, column + 5));
    }
}
