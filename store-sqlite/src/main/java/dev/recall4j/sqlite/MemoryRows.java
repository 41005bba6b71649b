package dev.recall4j.sqlite;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Gist;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Memories with their vectors. Every statement by id names the tenant too. */
final class MemoryRows {

    private static final String COLUMNS =
            "SELECT m.seq, m.scope, m.fingerprint, m.id, m.text, m.status, m.extractor,"
                    + " m.occurrences, m.said_at, m.last_said_at, m.created_at, m.updated_at,"
                    + " m.valid_from, m.valid_to, m.superseded_by, m.expires_at, m.categories,"
                    + " m.metadata, m.revision, m.found, m.editor, "
                    + ScopeRows.COLUMNS;

    private static final String SELECT =
            COLUMNS + " FROM memories m JOIN scopes s ON s.seq = m.scope ";

    private static final String SELECT_OF_IDS =
            COLUMNS
                    + " FROM json_each(?1) w CROSS JOIN memories m ON m.id = w.value CROSS JOIN"
                    + " scopes s ON s.seq = m.scope AND s.tenant = ?2";

    private final Session session;
    private final EvidenceRows evidence;

    MemoryRows(Session session, EvidenceRows evidence) {
        this.session = session;
        this.evidence = evidence;
    }

    /**
     * A memory where it is kept.
     *
     * @param memory without its sources
     */
    record Kept(long seq, long scope, String fingerprint, Memory memory) {

        boolean isActive() {
            return memory.status() == Status.ACTIVE;
        }

        /** Whether it costs little to read all that supports it. */
        boolean isSaidRarely() {
            return memory.occurrences() <= Provenance.SOURCES_SHOWN;
        }
    }

    Optional<Kept> kept(Tenant tenant, MemoryId id) {
        return session.first(
                SELECT + "WHERE m.id = ? AND s.tenant = ?",
                MemoryRows::read,
                id.value(),
                tenant.id());
    }

    /**
     * @throws InvalidRequestException {@code NOT_FOUND} if the tenant has no such memory
     */
    Kept require(Tenant tenant, MemoryId id) {
        return kept(tenant, id)
                .orElseThrow(() ->
                        new InvalidRequestException(
                                ErrorCode.NOT_FOUND,
                                "There is no memory %s; it never was, or it was erased."
                                        .formatted(id)));
    }

    Kept kept(long seq) {
        return session.first(SELECT + "WHERE m.seq = ?", MemoryRows::read, seq).orElseThrow();
    }

    Optional<Kept> active(long scope, MemoryId id) {
        return session.first(
                SELECT + "WHERE m.id = ? AND m.scope = ? AND m.status = 'ACTIVE'",
                MemoryRows::read,
                id.value(),
                scope);
    }

    Optional<Kept> active(long scope, String fingerprint) {
        return session.first(
                SELECT + "WHERE m.scope = ? AND m.fingerprint = ? AND m.status = 'ACTIVE'",
                MemoryRows::read,
                scope,
                fingerprint);
    }

    /** Newest first. */
    List<Kept> with(Set<String> topics, Status status, long scope, int limit) {
        return session.all(
                SELECT
                        + "WHERE m.status = ? AND m.seq IN (SELECT t.memory FROM json_each(?)"
                        + " w CROSS JOIN topics t ON t.scope = ? AND t.topic = w.value) ORDER BY"
                        + " m.created_at DESC, m.seq DESC LIMIT ?",
                MemoryRows::read,
                status.name(),
                Json.array(topics),
                scope,
                limit);
    }

    /** What the memory says something of that can change. */
    Set<String> topics(long seq) {
        return Set.copyOf(
                session.all(
                        "SELECT topic FROM topics WHERE memory = ?", row -> row.getString(1), seq));
    }

    private void putTopics(long scope, long seq, Set<String> topics) {
        session.update("DELETE FROM topics WHERE memory = ?", seq);
        topics.forEach(topic ->
                session.update(
                        "INSERT INTO topics (scope, topic, memory) VALUES (?, ?, ?)",
                        scope,
                        topic,
                        seq));
    }

    /** The memory with its sources. */
    Memory whole(Kept kept) {
        return with(kept, evidence.sources(kept.seq()));
    }

    /** Oldest first. */
    List<Memory> predecessors(Tenant tenant, MemoryId id, int limit) {
        return session
                .all(
                        SELECT
                                + "WHERE m.superseded_by = ? AND s.tenant = ? ORDER BY"
                                + " m.created_at, m.id LIMIT ?",
                        MemoryRows::read,
                        id.value(),
                        tenant.id(),
                        limit)
                .stream()
                .map(this::whole)
                .toList();
    }

    /** The memory with those of its sources that were heard by a time. */
    Memory wholeAt(Kept kept, Instant time) {
        return with(kept, evidence.sourcesHeardBy(kept.seq(), time));
    }

    /** Those known before, the last retracted first. */
    List<Long> retractedSince(Tenant tenant, Scope scope, Instant time, int limit) {
        ScopeRows.Finding finding = ScopeRows.Finding.of(tenant, scope);
        List<Object> values = new ArrayList<>(finding.values());
        values.addAll(List.of(time, time, limit));
        return session.all(
                "SELECT m.seq FROM scopes s CROSS JOIN memories m ON m.scope = s.seq WHERE "
                        + finding.condition()
                        + " AND m.status = 'RETRACTED' AND m.updated_at > ? AND m.created_at <= ?"
                        + " ORDER BY m.updated_at DESC, m.created_at, m.id LIMIT ?",
                row -> row.getLong(1),
                values.toArray());
    }

    private static Memory with(Kept kept, List<Source> sources) {
        return with(kept.memory(), kept.memory().provenance().with(sources));
    }

    /** The memories of some ids with their sources, read together; unknown ids are absent. */
    Map<MemoryId, Memory> whole(Tenant tenant, Collection<MemoryId> ids) {
        List<Kept> kept =
                session.all(
                        SELECT_OF_IDS,
                        MemoryRows::read,
                        Json.array(ids.stream().map(MemoryId::value).distinct().toList()),
                        tenant.id());
        Map<Long, List<Source>> sources =
                evidence.sources(kept.stream().filter(Kept::isSaidRarely).map(Kept::seq).toList());
        return kept.stream()
                .collect(
                        Collectors.toMap(
                                one -> one.memory().id(),
                                one ->
                                        one.isSaidRarely()
                                                ? with(
                                                        one,
                                                        sources.getOrDefault(one.seq(), List.of()))
                                                : whole(one)));
    }

    /** The tenant that has it, whoever asks. */
    Optional<Tenant> keeper(MemoryId id) {
        return session.first(
                "SELECT s.tenant FROM memories k JOIN scopes s ON s.seq = k.scope WHERE k.id = ?",
                row -> new Tenant(row.getString(1)),
                id.value());
    }

    /** Adds a new memory and returns its sequence number. */
    long add(
            long scope,
            Draft draft,
            @Nullable Instant validFrom,
            Status status,
            Instant at,
            long position) {
        long seq =
                session.number(
                        "INSERT INTO memories (id, scope, text, fingerprint, status, extractor,"
                                + " occurrences, said_at, last_said_at, created_at, updated_at, valid_from,"
                                + " valid_to, expires_at, categories, metadata, revision, found) VALUES (?,"
                                + " ?, ?, ?, ?, ?, 1, ?7, ?7, ?8, ?8, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
                        draft.id().value(),
                        scope,
                        draft.text(),
                        draft.fingerprint(),
                        status,
                        draft.extractor(),
                        draft.saidAt(),
                        at,
                        validFrom,
                        draft.validTo(),
                        draft.expiresAt(),
                        Json.of(draft.categories()),
                        Json.of(draft.metadata()),
                        position,
                        Json.of(draft.found()));
        putTopics(scope, seq, draft.gist().topics());
        return seq;
    }

    /** Adds a memory that was exported, as it was, and returns its sequence number. */
    long addWhole(long scope, Memory memory, Gist gist, long position) {
        long seq =
                session.number(
                        "INSERT INTO memories (id, scope, text, fingerprint, status, extractor,"
                                + " occurrences, said_at, last_said_at, created_at, updated_at, valid_from,"
                                + " valid_to, superseded_by, expires_at, categories, metadata, revision,"
                                + " found, editor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?) RETURNING seq",
                        memory.id().value(),
                        scope,
                        memory.text(),
                        gist.fingerprint(),
                        memory.status(),
                        memory.provenance().extractor(),
                        memory.occurrences(),
                        memory.saidAt(),
                        memory.lastSaidAt(),
                        memory.createdAt(),
                        memory.updatedAt(),
                        memory.validFrom(),
                        memory.validTo(),
                        memory.supersededBy() == null ? null : memory.supersededBy().value(),
                        memory.expiresAt(),
                        Json.of(memory.categories()),
                        Json.of(memory.metadata()),
                        position,
                        Json.of(memory.provenance().found()),
                        memory.provenance().editor());
        putTopics(scope, seq, gist.topics());
        return seq;
    }

    /** In SQLite the greater of two values is null if one of them is: never is the latest end. */
    void reinforce(Kept kept, Decision.Reinforce again, Instant at, long position) {
        session.update(
                "UPDATE memories SET occurrences = min(occurrences + 1, ?5), said_at = min(said_at,"
                        + " ?1), last_said_at = max(last_said_at, ?1), expires_at = max(expires_at, ?6),"
                        + " updated_at = ?2, revision = ?3 WHERE seq = ?4",
                again.saidAt(),
                at,
                position,
                kept.seq(),
                Memory.OCCURRENCES_MAX,
                again.expiresAt());
    }

    /**
     * @return whether it was to be kept less long before
     */
    boolean keepUntil(long seq, @Nullable Instant end) {
        return session.update(
                        "UPDATE memories SET expires_at = ?2 WHERE seq = ?1 AND expires_at IS NOT"
                                + " NULL AND (?2 IS NULL OR expires_at < ?2)",
                        seq,
                        end)
                > 0;
    }

    /** What ended before stays ended then; what begins later was never valid. */
    void supersede(Kept kept, MemoryId by, Instant from, Instant at, long position) {
        Instant known = kept.memory().validTo();
        Instant end = known != null && known.isBefore(from) ? known : from;
        session.update(
                "UPDATE memories SET status = 'SUPERSEDED', superseded_by = ?1, valid_to = max(?2,"
                        + " coalesce(valid_from, ?2)), updated_at = ?, revision = ? WHERE seq = ?",
                by.value(),
                end,
                at,
                position,
                kept.seq());
    }

    void retract(Kept kept, Instant at, long position) {
        session.update(
                "UPDATE memories SET status = 'RETRACTED', updated_at = ?, revision = ? WHERE seq"
                        + " = ?",
                at,
                position,
                kept.seq());
    }

    /** Without some of the times it was said: as said by the evidence that is left. */
    void saidLess(Kept kept, int times, Instant at, long position) {
        session.update(
                "UPDATE memories SET occurrences = max(1, occurrences - ?), said_at = (SELECT"
                        + " min(said_at) FROM evidence WHERE memory = seq), last_said_at = (SELECT"
                        + " max(said_at) FROM evidence WHERE memory = seq), updated_at = ?,"
                        + " revision = ? WHERE seq = ?",
                times,
                at,
                position,
                kept.seq());
    }

    /** Finds it by another text from now on. */
    void reword(Kept kept, Gist gist) {
        session.update(
                "UPDATE memories SET fingerprint = ? WHERE seq = ?",
                gist.fingerprint(),
                kept.seq());
        putTopics(kept.scope(), kept.seq(), gist.topics());
    }

    /** Writes what an amendment can change. */
    void rewrite(Kept kept, Memory amended, Instant at, long position) {
        session.update(
                "UPDATE memories SET text = ?, found = ?, editor = ?, valid_from ="
                        + " ?, valid_to = ?, metadata = ?, categories = ?, expires_at = ?, updated_at = ?,"
                        + " revision = ? WHERE seq = ?",
                amended.text(),
                Json.of(amended.provenance().found()),
                amended.provenance().editor(),
                amended.validFrom(),
                amended.validTo(),
                Json.of(amended.metadata()),
                Json.of(amended.categories()),
                amended.expiresAt(),
                at,
                position,
                kept.seq());
    }

    /** Counts as a change of these memories, without changing anything else. */
    void touch(long seq, long position) {
        session.update("UPDATE memories SET revision = ? WHERE seq = ?", position, seq);
    }

    void touchAll(long position) {
        session.update("UPDATE memories SET revision = ?", position);
    }

    /** Forgets that a memory took the place of others, and counts it as their change. */
    void forgetSuccessor(Tenant tenant, MemoryId successor, long position) {
        session.update(
                "UPDATE memories SET superseded_by = NULL, revision = ? WHERE superseded_by = ? AND"
                        + " scope IN (SELECT seq FROM scopes WHERE tenant = ?)",
                position,
                successor.value(),
                tenant.id());
    }

    /** Vector and evidence go with it. */
    void delete(long seq) {
        session.update("DELETE FROM memories WHERE seq = ?", seq);
    }

    void putVector(long seq, float[] vector) {
        session.update(
                "INSERT OR REPLACE INTO vectors (memory, vector) VALUES (?, ?)",
                seq,
                Vectors.bytes(vector));
    }

    float[] vector(long seq) {
        return session.first(
                        "SELECT vector FROM vectors WHERE memory = ?",
                        row -> Vectors.of(row.getBytes(1)),
                        seq)
                .orElseThrow();
    }

    List<Long> found(ScopeRows.Finding finding, String condition) {
        return session.all(
                "SELECT m.seq FROM scopes s CROSS JOIN memories m ON m.scope = s.seq WHERE "
                        + finding.condition()
                        + condition,
                row -> row.getLong(1),
                finding.values().toArray());
    }

    Set<Tenant> tenantsWithExpired(Instant upTo) {
        return Set.copyOf(
                session.all(
                        "SELECT DISTINCT s.tenant FROM memories m JOIN scopes s ON s.seq = m.scope"
                                + " WHERE m.expires_at <= ?",
                        row -> Tenant.of(row.getString(1)),
                        upTo.toEpochMilli()));
    }

    /** In whatever status. */
    List<Long> expired(Tenant tenant, Instant upTo) {
        return session.all(
                "SELECT m.seq FROM memories m JOIN scopes s ON s.seq = m.scope WHERE m.expires_at"
                        + " <= ? AND s.tenant = ? ORDER BY m.seq",
                row -> row.getLong(1),
                upTo.toEpochMilli(),
                tenant.id());
    }

    /** The sequence numbers that a query gives, in its order, until the visitor returns false. */
    void eachSeq(String sql, LongPredicate visitor, Object... values) {
        session.each(sql, row -> row.getLong(1), visitor::test, values);
    }

    List<Kept> changedBetween(long after, long upTo) {
        return session.all(
                SELECT + "WHERE m.revision > ? AND m.revision <= ? ORDER BY m.revision, m.seq",
                MemoryRows::read,
                after,
                upTo);
    }

    List<Kept> batch(long afterSeq, int limit) {
        return session.all(
                SELECT + "WHERE m.seq > ? ORDER BY m.seq LIMIT ?",
                MemoryRows::read,
                afterSeq,
                limit);
    }

    /** By status at a time: active ones whose expiry has come count as expired. */
    Map<Status, Long> count(Tenant tenant, Instant now) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        session.all(
                        "SELECT CASE WHEN m.status = 'ACTIVE' AND m.expires_at <= ?2 THEN 'EXPIRED' ELSE"
                                + " m.status END AS state, count(*) FROM scopes s CROSS JOIN memories m"
                                + " ON m.scope = s.seq WHERE s.tenant = ?1 GROUP BY state",
                        row -> Map.entry(Status.valueOf(row.getString(1)), row.getLong(2)),
                        tenant.id(),
                        now.toEpochMilli())
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Refuses a fingerprint that another active memory of the scope has. */
    void requireNews(long scope, String fingerprint, MemoryId id) {
        active(scope, fingerprint)
                .filter(kept -> !kept.memory().id().equals(id))
                .ifPresent(kept -> {
                    throw new ConflictException(
                            "The memory %s of this scope says the same; read again, then retry."
                                    .formatted(kept.memory().id()));
                });
    }

    private static Kept read(ResultSet row) throws SQLException {
        String supersededBy = row.getString(15);
        Memory memory =
                new Memory(
                        MemoryId.of(row.getString(4)),
                        ScopeRows.scope(row, 22),
                        row.getString(5),
                        Status.valueOf(row.getString(6)),
                        new Provenance(
                                row.getString(7),
                                List.of(),
                                Json.categories(row.getString(20)),
                                row.getString(21)),
                        row.getLong(8),
                        Columns.knownTime(row, 9),
                        Columns.knownTime(row, 10),
                        Columns.knownTime(row, 11),
                        Columns.knownTime(row, 12),
                        Columns.time(row, 13),
                        Columns.time(row, 14),
                        supersededBy == null ? null : MemoryId.of(supersededBy),
                        Columns.time(row, 16),
                        Json.categories(row.getString(17)),
                        Json.metadata(row.getString(18)),
                        row.getLong(19));
        return new Kept(row.getLong(1), row.getLong(2), row.getString(3), memory);
    }

    private static Memory with(Memory memory, Provenance provenance) {
        return new Memory(
                memory.id(),
                memory.scope(),
                memory.text(),
                memory.status(),
                provenance,
                memory.occurrences(),
                memory.saidAt(),
                memory.lastSaidAt(),
                memory.createdAt(),
                memory.updatedAt(),
                memory.validFrom(),
                memory.validTo(),
                memory.supersededBy(),
                memory.expiresAt(),
                memory.categories(),
                memory.metadata(),
                memory.revision());
    }
}
