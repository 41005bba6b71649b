package dev.recall4j.sqlite;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Source;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Surroundings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which turns support a memory. Rows lie in the order the turns were said. */
final class EvidenceRows {

    private static final String COLUMNS =
            "SELECT t.id, e.span_start, e.span_end, t.speaker, t.text, t.said_at";

    private static final String SELECT =
            COLUMNS + " FROM evidence e JOIN turns t ON t.seq = e.turn WHERE e.memory = ? ";

    private static final String SELECT_OF_MANY =
            COLUMNS
                    + ", e.memory FROM json_each(?) w CROSS JOIN evidence e ON e.memory = w.value"
                    + " CROSS JOIN turns t ON t.seq = e.turn ORDER BY e.memory, e.said_at, e.turn,"
                    + " e.span_start, e.span_end";

    private final Session session;
    private final RawTurnRows raw;

    EvidenceRows(Session session, RawTurnRows raw) {
        this.session = session;
        this.raw = raw;
    }

    /**
     * @return whether it was not there before
     */
    boolean add(long memory, TurnRows.Place turn, Evidence evidence) {
        int added =
                session.update(
                        "INSERT OR IGNORE INTO evidence (memory, said_at, turn, span_start, span_end)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        memory,
                        turn.saidAt(),
                        turn.seq(),
                        evidence.start(),
                        evidence.end());
        raw.hide(turn.seq());
        return added > 0;
    }

    /**
     * The first and the latest, so that a memory that was said a thousand times is read as fast.
     */
    List<Source> sources(long memory) {
        List<Source> latest =
                session.all(
                        SELECT
                                + "ORDER BY e.said_at DESC, e.turn DESC, e.span_start DESC,"
                                + " e.span_end DESC LIMIT "
                                + Provenance.SOURCES_SHOWN,
                        EvidenceRows::source,
                        memory);
        List<Source> sources = new ArrayList<>(latest.reversed());
        if (sources.size() == Provenance.SOURCES_SHOWN) {
            sources.set(0, firstSource(memory));
        }
        return sources;
    }

    /** The first and the latest of those that were heard by a time. */
    List<Source> sourcesHeardBy(long memory, Instant time) {
        return shown(
                session.all(
                        SELECT
                                + "AND t.heard_at <= ? ORDER BY e.said_at, e.turn, e.span_start,"
                                + " e.span_end",
                        EvidenceRows::source,
                        memory,
                        time));
    }

    /** The same of memories that have few, in one read. */
    Map<Long, List<Source>> sources(List<Long> memories) {
        Map<Long, List<Source>> sources = new HashMap<>();
        session.each(
                SELECT_OF_MANY,
                row -> Map.entry(row.getLong(7), source(row)),
                found ->
                        sources.computeIfAbsent(found.getKey(), memory -> new ArrayList<>())
                                .add(found.getValue()),
                Json.array(memories));
        sources.replaceAll((memory, all) -> shown(all));
        return sources;
    }

    private static List<Source> shown(List<Source> all) {
        int hidden = Math.max(0, all.size() - Provenance.SOURCES_SHOWN);
        List<Source> shown = new ArrayList<>(all.subList(hidden, all.size()));
        if (hidden > 0) {
            shown.set(0, all.getFirst());
        }
        return shown;
    }

    /** The number of the turn that the first source is from; 0 if no source is left. */
    long firstTurn(long memory) {
        return session.first(
                        "SELECT t.place FROM evidence e JOIN turns t ON t.seq = e.turn WHERE"
                                + " e.memory = ? ORDER BY e.said_at, e.turn LIMIT 1",
                        row -> row.getLong(1),
                        memory)
                .orElse(0L);
    }

    private Source firstSource(long memory) {
        return session.first(
                        SELECT + "ORDER BY e.said_at, e.turn, e.span_start, e.span_end LIMIT 1",
                        EvidenceRows::source,
                        memory)
                .orElseThrow();
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                evidence(row), row.getString(4), row.getString(5), Columns.knownTime(row, 6));
    }

    List<Evidence> all(long memory) {
        return session.all(
                "SELECT t.id, e.span_start, e.span_end FROM evidence e JOIN turns t ON t.seq ="
                        + " e.turn WHERE e.memory = ? ORDER BY e.said_at, e.turn, e.span_start,"
                        + " e.span_end",
                EvidenceRows::evidence,
                memory);
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        return new Evidence(new TurnId(row.getString(1)), row.getInt(2), row.getInt(3));
    }

    /** Whether a memory rests on nothing but some turns. */
    boolean restsOn(long memory, List<Long> turns) {
        return session.number(
                        "SELECT count(*) FROM evidence WHERE memory = ? AND turn NOT IN (SELECT"
                                + " value FROM json_each(?))",
                        memory,
                        Json.array(turns))
                == 0;
    }

    /** Returns on how many spans of some turns a memory does not rest any more. */
    int remove(long memory, List<Long> turns) {
        return session.update(
                "DELETE FROM evidence WHERE memory = ? AND turn IN (SELECT value FROM"
                        + " json_each(?))",
                memory,
                Json.array(turns));
    }

    /** Active quotations drawn from a turn, or from one that is near it. */
    List<Long> quotationsAround(long turn) {
        return session.all(
                "SELECT DISTINCT m.seq FROM turns f JOIN turns t ON t.scope = f.scope AND t.place"
                        + " BETWEEN f.place - ?2 AND f.place + ?2 JOIN evidence e ON e.turn = t.seq"
                        + " JOIN memories m ON m.seq = e.memory WHERE f.seq = ?1 AND m.status ="
                        + " 'ACTIVE' AND EXISTS (SELECT 1 FROM json_each(m.categories) WHERE value"
                        + " = ?3)",
                row -> row.getLong(1),
                turn,
                Surroundings.REACH,
                Memory.QUOTATION);
    }

    List<Long> memoriesDrawnFrom(long turn) {
        return session.all(
                "SELECT DISTINCT memory FROM evidence WHERE turn = ?", row -> row.getLong(1), turn);
    }
}
