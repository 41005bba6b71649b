package dev.recall4j.sqlite;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.RecallNote;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where memories were recalled. A scope that finds a memory has some of the ids of the memory's own
 * scope, so a row tells which, and holds no id itself.
 */
final class RecallRows {

    private static final String COUNT =
            "INSERT INTO recall_counts (memory, times, first_at, last_at) SELECT m.seq, 1, ?, ?"
                    + " FROM memories m CROSS JOIN scopes s ON s.seq = m.scope WHERE m.id = ? AND %s ON"
                    + " CONFLICT DO UPDATE SET times = times + 1, first_at = min(first_at,"
                    + " excluded.first_at), last_at = max(last_at, excluded.last_at) RETURNING"
                    + " memory, times";

    private static final String ENTRIES =
            "SELECT r.at, r.use, r.rank, r.score, iif(r.asked & 1, s.user_id, ''), iif(r.asked & 2,"
                    + " s.agent_id, ''), iif(r.asked & 4, s.app_id, ''), iif(r.asked & 8, s.run_id,"
                    + " '') FROM recalls r JOIN memories m ON m.seq = r.memory JOIN scopes s ON"
                    + " s.seq = m.scope WHERE r.memory = ? ORDER BY r.number DESC";

    private final Session session;

    RecallRows(Session session) {
        this.session = session;
    }

    /** A recall that was counted. */
    private record Counted(long memory, long times) {}

    /** Passes over what the tenant has not, or the scope does not find. */
    void note(RecallNote note) {
        RecallEntry entry = note.entry();
        ScopeRows.Finding finding = ScopeRows.Finding.of(note.tenant(), entry.scope());
        List<Object> values = new ArrayList<>(List.of(entry.at(), entry.at()));
        values.add(note.memory().value());
        values.addAll(finding.values());
        session.first(
                        COUNT.formatted(finding.condition()),
                        row -> new Counted(row.getLong(1), row.getLong(2)),
                        values.toArray())
                .ifPresent(counted -> add(counted, entry));
    }

    private void add(Counted counted, RecallEntry entry) {
        session.update(
                "INSERT INTO recalls (memory, number, at, asked, use, rank, score) VALUES (?, ?, ?,"
                        + " ?, ?, ?, ?)",
                counted.memory(),
                counted.times(),
                entry.at(),
                asked(entry.scope()),
                entry.use(),
                entry.rank(),
                entry.score());
        if (counted.times() > Recalls.LATEST_MAX) {
            session.update(
                    "DELETE FROM recalls WHERE memory = ? AND number = ?",
                    counted.memory(),
                    counted.times() - Recalls.LATEST_MAX);
        }
    }

    private static int asked(Scope scope) {
        return flag(scope.user(), 1)
                | flag(scope.agent(), 2)
                | flag(scope.app(), 4)
                | flag(scope.run(), 8);
    }

    private static int flag(@Nullable String id, int flag) {
        return id == null ? 0 : flag;
    }

    Recalls of(Tenant tenant, MemoryId id) {
        return session.first(
                        "SELECT c.memory, c.times, c.first_at, c.last_at FROM memories m JOIN"
                                + " scopes s ON s.seq = m.scope JOIN recall_counts c ON c.memory ="
                                + " m.seq WHERE m.id = ? AND s.tenant = ?",
                        this::read,
                        id.value(),
                        tenant.id())
                .orElse(Recalls.NONE);
    }

    private Recalls read(ResultSet row) throws SQLException {
        return new Recalls(
                row.getLong(2),
                Columns.knownTime(row, 3),
                Columns.knownTime(row, 4),
                session.all(ENTRIES, RecallRows::entry, row.getLong(1)));
    }

    private static RecallEntry entry(ResultSet row) throws SQLException {
        return new RecallEntry(
                Columns.knownTime(row, 1),
                ScopeRows.scope(row, 5),
                RecallUse.valueOf(row.getString(2)),
                row.getInt(3),
                row.getDouble(4));
    }
}
