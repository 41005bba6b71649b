package dev.recall4j.sqlite;

import dev.recall4j.model.HearingId;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.RawTurn;
import dev.recall4j.spi.Surroundings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which turns may be shown as they were said. A turn is marked when its hearing is settled, and
 * loses the mark for good with the first reason not to show it.
 */
final class RawTurnRows {

    private static final int MEMORY_COLUMN = TurnRows.COLUMN_COUNT + 1;

    /**
     * From the memories outwards, so that it takes as long as their number says, and hardly any
     * time where a scope has no raw turns.
     */
    private static final String AROUND =
            "SELECT "
                    + TurnRows.COLUMNS
                    + ", m.id, t.place - f.place FROM json_each(?1) w CROSS JOIN memories m ON m.id"
                    + " = w.value AND EXISTS (SELECT 1 FROM turns r WHERE r.raw = 1 AND r.scope ="
                    + " m.scope) CROSS JOIN scopes s ON s.seq = m.scope AND s.tenant = ?2 CROSS"
                    + " JOIN turns f ON f.seq = (SELECT e.turn FROM evidence e WHERE e.memory ="
                    + " m.seq ORDER BY e.said_at, e.turn LIMIT 1) CROSS JOIN turns t ON t.raw = 1"
                    + " AND t.scope = m.scope AND t.place BETWEEN f.place - ?3 AND f.place + ?3 AND"
                    + " abs(t.said_at - f.said_at) <= ?4 ORDER BY t.place";

    private static final String HIDE_AROUND =
            "UPDATE turns SET raw = 0 WHERE seq IN (SELECT t.seq FROM turns f CROSS JOIN turns t ON"
                    + " t.raw = 1 AND t.scope = f.scope AND t.place BETWEEN f.place - ?2 AND f.place"
                    + " + ?2 WHERE ";

    private final Session session;

    RawTurnRows(Session session) {
        this.session = session;
    }

    private record Found(MemoryId memory, RawTurn turn) {}

    Map<MemoryId, List<RawTurn>> around(Tenant tenant, Collection<MemoryId> memories) {
        Set<String> ids = memories.stream().map(MemoryId::value).collect(Collectors.toSet());
        List<Found> found =
                session.all(
                        AROUND,
                        RawTurnRows::found,
                        Json.array(ids),
                        tenant.id(),
                        Surroundings.REACH,
                        Surroundings.PAUSE.toMillis());
        return found.stream()
                .collect(
                        Collectors.groupingBy(
                                Found::memory,
                                Collectors.mapping(Found::turn, Collectors.toList())));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                MemoryId.of(row.getString(MEMORY_COLUMN)),
                new RawTurn(TurnRows.turn(row), row.getInt(MEMORY_COLUMN + 1)));
    }

    /**
     * Marks the turns of a hearing that no memory was drawn from and no candidate is held of, but
     * for those that may repeat a memory which expires.
     */
    void mark(long scope, HearingId hearing) {
        session.update(
                "UPDATE turns SET raw = 1 WHERE hearing = ?1 AND scope = ?2 AND role IN ('USER',"
                        + " 'ASSISTANT') AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.turn ="
                        + " turns.seq) AND NOT EXISTS (SELECT 1 FROM held h WHERE h.turn ="
                        + " turns.seq) AND NOT EXISTS (SELECT 1 FROM turns f CROSS JOIN evidence e"
                        + " ON e.turn = f.seq CROSS JOIN memories m ON m.seq = e.memory WHERE"
                        + " f.scope = ?2 AND f.place BETWEEN turns.place - ?3 AND turns.place + ?3"
                        + " AND m.expires_at IS NOT NULL)",
                hearing.value(),
                scope,
                Surroundings.REACH);
    }

    void hide(long turn) {
        session.update("UPDATE turns SET raw = 0 WHERE seq = ? AND raw = 1", turn);
    }

    /** Hides what may repeat a turn. */
    void hideAround(long turn) {
        session.update(HIDE_AROUND + "f.seq = ?1)", turn, Surroundings.REACH);
    }

    /** Hides what may repeat a memory. */
    void hideEchoes(long memory) {
        session.update(
                HIDE_AROUND + "f.seq IN (SELECT turn FROM evidence WHERE memory = ?1))",
                memory,
                Surroundings.REACH);
    }

    void hideAll(ScopeRows.Finding finding) {
        session.update(
                "UPDATE turns SET raw = 0 WHERE raw = 1 AND scope IN (SELECT s.seq FROM scopes s"
                        + " WHERE "
                        + finding.condition()
                        + ")",
                finding.values().toArray());
    }
}
