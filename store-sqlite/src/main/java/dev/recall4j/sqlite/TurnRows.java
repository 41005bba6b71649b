package dev.recall4j.sqlite;

import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Role;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Backlog;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.PendingHearing;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Turns, and the hearings among them that wait for decisions. */
final class TurnRows {

    /** Columns to be selected for {@link #turn}; the tables are called {@code t} and {@code s}. */
    static final String COLUMNS =
            "t.id, t.role, t.speaker, t.text, t.said_at, t.zone, t.external_id, t.metadata,"
                    + " t.heard_at, "
                    + ScopeRows.COLUMNS;

    static final int COLUMN_COUNT = 13;
    private static final int SCOPE_COLUMN = 10;
    private static final String OPTIONS =
            "p.mode, p.settings, p.metadata, p.categories, p.expires_at, p.actor, p.review";

    private final Session session;

    TurnRows(Session session) {
        this.session = session;
    }

    /**
     * A turn where it is kept.
     *
     * @param length of its text
     */
    record Place(long seq, Instant saidAt, int length) {}

    /** A turn, and how it is to become memories if that has not been decided yet. */
    record Exported(HeardTurn turn, @Nullable HearingOptions pending) {}

    /** The text of the turn that has an external id. */
    Optional<String> known(long scope, @Nullable String externalId) {
        return externalId == null
                ? Optional.empty()
                : session.first(
                        "SELECT text FROM turns WHERE scope = ? AND external_id = ?",
                        row -> row.getString(1),
                        scope,
                        externalId);
    }

    /** The tenant that has it, whoever asks. */
    Optional<Tenant> keeper(TurnId id) {
        return session.first(
                "SELECT s.tenant FROM turns k JOIN scopes s ON s.seq = k.scope WHERE k.id = ?",
                row -> new Tenant(row.getString(1)),
                id.value());
    }

    void add(long scope, @Nullable HearingId hearing, HeardTurn heard) {
        Turn turn = heard.turn();
        session.update(
                "INSERT INTO turns (id, scope, hearing, role, speaker, text, said_at, zone,"
                        + " external_id, metadata, heard_at, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, 1 + coalesce((SELECT max(place) FROM turns WHERE scope = ?2),"
                        + " 0))",
                heard.id().value(),
                scope,
                hearing == null ? null : hearing.value(),
                turn.role(),
                turn.speaker(),
                turn.text(),
                heard.saidAt().toInstant(),
                heard.saidAt().getZone().getId(),
                turn.externalId(),
                Json.of(turn.metadata()),
                heard.heardAt());
    }

    /** Where a turn of this scope is, if it is kept. */
    Optional<Place> place(long scope, TurnId id) {
        return session.first(
                "SELECT seq, said_at, text FROM turns WHERE id = ? AND scope = ?",
                row ->
                        new Place(
                                row.getLong(1),
                                Columns.knownTime(row, 2),
                                row.getString(3).length()),
                id.value(),
                scope);
    }

    void addPending(long scope, HearingId hearing, HearingOptions options) {
        session.update(
                "INSERT INTO pending (hearing, scope, mode, settings, metadata, categories,"
                        + " expires_at, actor, review) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                hearing.value(),
                scope,
                options.mode(),
                Json.of(options.settings()),
                Json.of(options.metadata()),
                Json.of(options.categories()),
                options.expiresAt(),
                options.actor(),
                options.review() ? 1 : 0);
    }

    /** How a hearing that waited in this scope and does not any more was heard. */
    Optional<HearingOptions> settle(long scope, HearingId hearing) {
        return session.first(
                "DELETE FROM pending WHERE hearing = ? AND scope = ? RETURNING mode, settings,"
                        + " metadata, categories, expires_at, actor, review",
                row -> options(row, 1),
                hearing.value(),
                scope);
    }

    Backlog pending(long after, int limit) {
        List<Waiting> found =
                session.all(
                        "SELECT s.tenant, p.hearing, "
                                + OPTIONS
                                + ", "
                                + ScopeRows.COLUMNS
                                + ", p.seq, p.scope FROM pending p JOIN scopes s ON s.seq = p.scope WHERE"
                                + " p.seq > ? ORDER BY p.seq LIMIT ?",
                        TurnRows::waiting,
                        after,
                        limit);
        return new Backlog(
                found.stream().map(this::withTurns).toList(),
                found.isEmpty() ? after : found.getLast().seq());
    }

    private record Waiting(long seq, long scope, PendingHearing withoutTurns) {}

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong(14),
                row.getLong(15),
                new PendingHearing(
                        new Tenant(row.getString(1)),
                        ScopeRows.scope(row, 10),
                        new Hearing(new HearingId(row.getString(2)), List.of(), options(row, 3))));
    }

    private PendingHearing withTurns(Waiting waiting) {
        PendingHearing pending = waiting.withoutTurns();
        Hearing hearing = pending.hearing();
        List<HeardTurn> turns =
                session.all(
                        "SELECT "
                                + COLUMNS
                                + " FROM turns t JOIN scopes s ON s.seq = t.scope WHERE t.hearing ="
                                + " ? AND t.scope = ? ORDER BY t.seq",
                        TurnRows::turn,
                        hearing.id().value(),
                        waiting.scope());
        return new PendingHearing(
                pending.tenant(),
                pending.scope(),
                new Hearing(hearing.id(), turns, hearing.options()));
    }

    long scope(long turn) {
        return session.number("SELECT scope FROM turns WHERE seq = ?", turn);
    }

    List<Long> drawnFrom(long memory) {
        return session.all(
                "SELECT DISTINCT turn FROM evidence WHERE memory = ?",
                row -> row.getLong(1),
                memory);
    }

    /** Removes turns with all evidence that points to them; a hearing left empty is settled. */
    void erase(List<Long> turns) {
        for (long turn : turns) {
            session.update(
                    "INSERT OR IGNORE INTO erased_turns SELECT s.tenant, t.id FROM turns t JOIN"
                            + " scopes s ON s.seq = t.scope WHERE t.seq = ?",
                    turn);
            settleIfLast(turn);
            session.update("DELETE FROM turns WHERE seq = ?", turn);
        }
    }

    private void settleIfLast(long turn) {
        session.update(
                "DELETE FROM pending WHERE (hearing, scope) = (SELECT hearing, scope FROM turns"
                        + " WHERE seq = ?1) AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.hearing ="
                        + " pending.hearing AND t.scope = pending.scope AND t.seq <> ?1)",
                turn);
    }

    /** Settles the hearings that wait in some scopes; nothing comes of them. */
    void settleAll(ScopeRows.Finding finding) {
        session.update(
                "DELETE FROM pending WHERE scope IN (SELECT s.seq FROM scopes s WHERE "
                        + finding.condition()
                        + ")",
                finding.values().toArray());
    }

    /** Remembers that a turn was erased which never was here. */
    void addErased(Tenant tenant, TurnId id) {
        session.update(
                "INSERT INTO erased_turns (tenant, id) VALUES (?, ?)", tenant.id(), id.value());
    }

    boolean wasErased(Tenant tenant, TurnId id) {
        return session.first(
                        "SELECT 1 FROM erased_turns WHERE tenant = ? AND id = ?",
                        row -> true,
                        tenant.id(),
                        id.value())
                .isPresent();
    }

    void exportErased(Tenant tenant, Predicate<TurnId> visitor) {
        session.each(
                "SELECT id FROM erased_turns WHERE tenant = ? ORDER BY id",
                row -> new TurnId(row.getString(1)),
                visitor,
                tenant.id());
    }

    /** The turn of an id, if the tenant has it. */
    Optional<Long> found(Tenant tenant, TurnId id) {
        return session.first(
                "SELECT t.seq FROM turns t JOIN scopes s ON s.seq = t.scope WHERE t.id = ? AND"
                        + " s.tenant = ?",
                row -> row.getLong(1),
                id.value(),
                tenant.id());
    }

    /** The turns of a source, in the order they were kept. */
    List<Long> found(Tenant tenant, Origin origin) {
        return switch (origin) {
            case Origin.OfTurn of -> found(tenant, of.turn()).stream().toList();
            case Origin.OfExternalId of ->
                    found(
                            ScopeRows.Finding.of(tenant, of.scope()),
                            "t.external_id = ?",
                            of.externalId());
            case Origin.OfImport of ->
                    session.all(
                            "SELECT t.seq FROM scopes s CROSS JOIN turns t ON t.scope = s.seq WHERE"
                                    + " s.tenant = ? AND json_extract(t.metadata, '$."
                                    + Origin.IMPORT
                                    + "') = ? ORDER BY t.seq",
                            row -> row.getLong(1),
                            tenant.id(),
                            of.name());
        };
    }

    private List<Long> found(ScopeRows.Finding finding, String condition, String value) {
        List<Object> values = new ArrayList<>(finding.values());
        values.add(value);
        return session.all(
                "SELECT t.seq FROM scopes s CROSS JOIN turns t ON t.scope = s.seq WHERE "
                        + finding.condition()
                        + " AND "
                        + condition
                        + " ORDER BY t.seq",
                row -> row.getLong(1),
                values.toArray());
    }

    /** A hearing that waits, or does not any more. */
    private record Heard(long scope, String hearing) {}

    /**
     * Lets hearings wait without some turns and under another id, or not at all if no turn is left.
     *
     * @return whether any waited
     */
    boolean withdraw(List<Long> turns) {
        List<Heard> waiting =
                session.all(
                        "SELECT DISTINCT p.scope, p.hearing FROM json_each(?) w CROSS JOIN turns t"
                                + " ON t.seq = w.value JOIN pending p ON p.hearing = t.hearing AND"
                                + " p.scope = t.scope",
                        row -> new Heard(row.getLong(1), row.getString(2)),
                        Json.array(turns));
        session.update(
                "UPDATE turns SET hearing = NULL WHERE seq IN (SELECT value FROM json_each(?))",
                Json.array(turns));
        waiting.forEach(this::rename);
        return !waiting.isEmpty();
    }

    private void rename(Heard old) {
        String other = UUID.randomUUID().toString();
        int left =
                session.update(
                        "UPDATE turns SET hearing = ? WHERE hearing = ? AND scope = ?",
                        other,
                        old.hearing(),
                        old.scope());
        if (left == 0) {
            settle(old.scope(), new HearingId(old.hearing()));
        } else {
            session.update(
                    "UPDATE pending SET hearing = ? WHERE hearing = ? AND scope = ?",
                    other,
                    old.hearing(),
                    old.scope());
        }
    }

    List<Long> found(ScopeRows.Finding finding) {
        return session.all(
                "SELECT t.seq FROM scopes s CROSS JOIN turns t ON t.scope = s.seq WHERE "
                        + finding.condition(),
                row -> row.getLong(1),
                finding.values().toArray());
    }

    long count(Tenant tenant) {
        return session.number(
                "SELECT count(*) FROM scopes s CROSS JOIN turns t ON t.scope = s.seq WHERE s.tenant"
                        + " = ?",
                tenant.id());
    }

    long countPending(Tenant tenant) {
        return session.number(
                "SELECT count(*) FROM pending p JOIN scopes s ON s.seq = p.scope JOIN turns t ON"
                        + " t.hearing = p.hearing AND t.scope = p.scope WHERE s.tenant = ?",
                tenant.id());
    }

    void export(Tenant tenant, Predicate<Exported> visitor) {
        session.each(
                "SELECT "
                        + COLUMNS
                        + ", "
                        + OPTIONS
                        + " FROM scopes s CROSS JOIN turns t ON t.scope = s.seq LEFT JOIN pending p"
                        + " ON p.hearing = t.hearing AND p.scope = t.scope WHERE s.tenant = ? ORDER"
                        + " BY t.seq",
                row -> new Exported(turn(row), row.getString(14) == null ? null : options(row, 14)),
                visitor,
                tenant.id());
    }

    static HeardTurn turn(ResultSet row) throws SQLException {
        Turn turn =
                new Turn(
                        Role.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5)).atZone(ZoneId.of(row.getString(6))),
                        row.getString(7),
                        Json.metadata(row.getString(8)));
        return new HeardTurn(
                new TurnId(row.getString(1)),
                ScopeRows.scope(row, SCOPE_COLUMN),
                turn,
                Instant.ofEpochMilli(row.getLong(9)));
    }

    private static HearingOptions options(ResultSet row, int column) throws SQLException {
        return new HearingOptions(
                ExtractionMode.valueOf(row.getString(column)),
                Json.settings(row.getString(column + 1)),
                Json.metadata(row.getString(column + 2)),
                Json.categories(row.getString(column + 3)),
                Columns.time(row, column + 4),
                row.getString(column + 5),
                row.getInt(column + 6) == 1);
    }
}
