package dev.recall4j.sqlite;

import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Gist;
import dev.recall4j.model.Held;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.TurnId;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Candidates that are kept aside until somebody accepts or rejects them. */
final class HeldRows {

    private static final String SELECT =
            "SELECT h.seq, h.id, t.id, h.span_start, h.span_end, h.code, h.at, h.text,"
                    + " h.fingerprint, h.topics, h.extractor, h.said_at, h.valid_from, h.valid_to,"
                    + " h.expires_at, h.categories, h.found, h.metadata, t.speaker, t.text,"
                    + " t.said_at, "
                    + ScopeRows.COLUMNS
                    + " FROM scopes s CROSS JOIN held h ON h.scope = s.seq CROSS JOIN turns t ON"
                    + " t.seq = h.turn ";

    private final Session session;

    HeldRows(Session session) {
        this.session = session;
    }

    /** A candidate where it is kept. */
    record Kept(long seq, Held held) {}

    void add(long scope, long turn, Draft draft, ReasonCode code, Instant at) {
        Evidence evidence = draft.evidence().getFirst();
        session.update(
                "INSERT INTO held (id, scope, turn, span_start, span_end, code, at, text,"
                        + " fingerprint, topics, extractor, said_at, valid_from, valid_to,"
                        + " expires_at, categories, found, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                draft.id().value(),
                scope,
                turn,
                evidence.start(),
                evidence.end(),
                code,
                at,
                draft.text(),
                draft.fingerprint(),
                Json.of(draft.gist().topics()),
                draft.extractor(),
                draft.saidAt(),
                draft.validFrom(),
                draft.validTo(),
                draft.expiresAt(),
                Json.of(draft.categories()),
                Json.of(draft.found()),
                Json.of(draft.metadata()));
    }

    /**
     * @throws InvalidRequestException if the cursor is none
     */
    static long after(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(
                    "The cursor is not one of a page of held candidates; leave it out to begin anew.");
        }
    }

    Optional<Held> of(Tenant tenant, MemoryId id) {
        return session.first(
                        SELECT + "WHERE h.id = ? AND s.tenant = ?",
                        HeldRows::read,
                        id.value(),
                        tenant.id())
                .map(Kept::held);
    }

    /** Those of a tenant, in the order they were kept. */
    List<Held> all(Tenant tenant) {
        return session.all(
                SELECT + "WHERE s.tenant = ? ORDER BY h.seq", row -> read(row).held(), tenant.id());
    }

    long count(Tenant tenant) {
        return session.first(
                        "SELECT count(*) FROM scopes s CROSS JOIN held h ON h.scope = s.seq WHERE"
                                + " s.tenant = ?",
                        row -> row.getLong(1),
                        tenant.id())
                .orElse(0L);
    }

    boolean has(MemoryId id) {
        return session.first("SELECT 1 FROM held WHERE id = ?", row -> true, id.value())
                .isPresent();
    }

    /** In the order they were kept. */
    List<Kept> found(ScopeRows.Finding finding, long after, int limit) {
        Object[] values = new Object[finding.values().size() + 2];
        finding.values().toArray(values);
        values[values.length - 2] = after;
        values[values.length - 1] = limit;
        return session.all(
                SELECT + "WHERE " + finding.condition() + " AND h.seq > ? ORDER BY h.seq LIMIT ?",
                HeldRows::read,
                values);
    }

    /**
     * @return whether the scope held it
     */
    boolean release(long scope, MemoryId id) {
        return session.update("DELETE FROM held WHERE id = ? AND scope = ?", id.value(), scope) > 0;
    }

    void releaseAll(ScopeRows.Finding finding) {
        session.update(
                "DELETE FROM held WHERE scope IN (SELECT s.seq FROM scopes s WHERE "
                        + finding.condition()
                        + ")",
                finding.values().toArray());
    }

    void releaseOf(List<Long> turns) {
        session.update(
                "DELETE FROM held WHERE turn IN (SELECT value FROM json_each(?))",
                Json.array(turns));
    }

    /** The turns of those that are past their expiry. */
    List<Long> turnsOfExpired(Tenant tenant, Instant upTo) {
        return session.all(
                "SELECT DISTINCT h.turn FROM held h JOIN scopes s ON s.seq = h.scope WHERE"
                        + " h.expires_at <= ? AND s.tenant = ?",
                row -> row.getLong(1),
                upTo.toEpochMilli(),
                tenant.id());
    }

    Set<Tenant> tenantsWithExpired(Instant upTo) {
        return Set.copyOf(
                session.all(
                        "SELECT DISTINCT s.tenant FROM held h JOIN scopes s ON s.seq = h.scope WHERE"
                                + " h.expires_at <= ?",
                        row -> Tenant.of(row.getString(1)),
                        upTo.toEpochMilli()));
    }

    private static Kept read(ResultSet row) throws SQLException {
        Evidence evidence =
                new Evidence(new TurnId(row.getString(3)), row.getInt(4), row.getInt(5));
        Draft draft =
                new Draft(
                        MemoryId.of(row.getString(2)),
                        row.getString(8),
                        new Gist(row.getString(9), Json.categories(row.getString(10))),
                        row.getString(11),
                        List.of(evidence),
                        Columns.knownTime(row, 12),
                        Columns.time(row, 13),
                        Columns.time(row, 14),
                        Columns.time(row, 15),
                        Json.categories(row.getString(16)),
                        Json.metadata(row.getString(18)),
                        Json.categories(row.getString(17)));
        Source source =
                new Source(
                        evidence, row.getString(19), row.getString(20), Columns.knownTime(row, 21));
        Scope scope = ScopeRows.scope(row, 22);
        return new Kept(
                row.getLong(1),
                new Held(
                        scope,
                        draft,
                        source,
                        ReasonCode.valueOf(row.getString(6)),
                        Columns.knownTime(row, 7)));
    }
}
