package dev.recall4j.sqlite;

import dev.recall4j.model.Erasure;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Held;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Page;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Amendment;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Decided;
import dev.recall4j.spi.Heard;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.JournalOperator;
import dev.recall4j.spi.RawTurn;
import dev.recall4j.spi.Tally;
import dev.recall4j.spi.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The journal in one SQLite file.
 *
 * <p>All writes go through one thread, and those that wait at the same time share a commit: a
 * caller gets its answer when the commit is on the disk. Reads run beside it on a few connections
 * of their own, and each sees one moment. The directory is held with a lock of the operating system
 * from {@link #open} to {@link #close}.
 *
 * <p>{@code erase} rewrites the file without what was erased, so it takes time in proportion to the
 * size of the journal: erase by scope rather than one memory at a time. A sink of {@code export}
 * must not erase.
 *
 * <p>A file that is removed or replaced while it is open, the write-ahead log too, is noticed by
 * the next write, which is refused as damage.
 *
 * <p>Thread-safe; callers may be virtual threads. An interrupt does not end a write that waits for
 * its commit.
 */
public final class SqliteJournal implements Journal {

    private final DirectoryLock lock;
    private final Writer writer;
    private final Readers readers;

    private SqliteJournal(DirectoryLock lock, Writer writer, Readers readers) {
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the journal in a directory, and makes both if they are not there.
     *
     * @throws dev.recall4j.model.UnavailableException {@code IN_USE} if this or another process has
     *     it open, {@code STORE_UNAVAILABLE} if the directory cannot be written
     * @throws dev.recall4j.model.InvalidRequestException {@code NEWER_FORMAT} if a newer version
     *     has written it
     * @throws dev.recall4j.model.DamagedException if its file is damaged; nothing is changed then
     */
    public static SqliteJournal open(Path directory, SqliteSettings settings) {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.acquire(directory);
            try {
                return open(lock, new JournalFile(directory, settings), settings);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw JournalFile.unreachable(directory, e);
        }
    }

    private static SqliteJournal open(DirectoryLock lock, JournalFile file, SqliteSettings settings)
            throws IOException {
        Session session = file.openWriter();
        try {
            Readers readers = new Readers(file::openReader, settings.readers());
            Writer writer =
                    new Writer(session, file::requireStillThere, readers::forgetPages, settings);
            writer.start();
            return new SqliteJournal(lock, writer, readers);
        } catch (RecallException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public Heard hear(Tenant tenant, Scope scope, Hearing hearing) {
        for (HeardTurn turn : hearing.turns()) {
            if (!turn.scope().equals(scope)) {
                throw new IllegalArgumentException(
                        "the turn " + turn.id() + " is of another scope than its hearing");
            }
        }
        return writer.write(tables -> new Hearings(tables).hear(tenant, scope, hearing));
    }

    @Override
    public Optional<String> said(Tenant tenant, Scope scope, String externalId) {
        return readers.read(tables -> {
            OptionalLong row = tables.scopes().find(tenant, scope);
            return row.isEmpty()
                    ? Optional.empty()
                    : tables.turns().known(row.getAsLong(), externalId);
        });
    }

    @Override
    public Decided decide(Tenant tenant, Scope scope, Verdict verdict) {
        return writer.write(tables -> new Deciding(tables, tenant, scope).decide(verdict));
    }

    @Override
    public Memory amend(Tenant tenant, MemoryId id, Amendment amendment) {
        return writer.write(tables -> new Changing(tables).amend(tenant, id, amendment));
    }

    @Override
    public Memory retract(Tenant tenant, MemoryId id, Act act) {
        return writer.write(tables -> new Changing(tables).retract(tenant, id, act));
    }

    @Override
    public long retractAll(Tenant tenant, Scope scope, Act act) {
        return writer.write(tables -> new Changing(tables).retractAll(tenant, scope, act));
    }

    @Override
    public Retraction retractSource(Tenant tenant, Origin origin, Act act) {
        return writer.write(tables -> new Withdrawing(tables, tenant).retract(origin, act));
    }

    @Override
    public Retraction wouldRetract(Tenant tenant, Origin origin) {
        return readers.read(tables -> new Withdrawing(tables, tenant).preview(origin));
    }

    @Override
    public Erasure erase(Tenant tenant, MemoryId id, Act act) {
        return writer.erase(tables -> new Erasing(tables, tenant).erase(id, act));
    }

    @Override
    public Erasure eraseAll(Tenant tenant, Scope scope, Act act) {
        return writer.erase(tables -> new Erasing(tables, tenant).eraseAll(scope, act));
    }

    @Override
    public Erasure eraseExpired(Tenant tenant, Instant upTo, Act act) {
        return writer.erase(tables -> new Erasing(tables, tenant).eraseExpired(upTo, act));
    }

    @Override
    public Optional<Memory> memory(Tenant tenant, MemoryId id) {
        return readers.read(tables -> memory(tables, tenant, id));
    }

    @Override
    public Map<MemoryId, Memory> memories(Tenant tenant, Collection<MemoryId> ids) {
        return readers.read(tables -> tables.memories().whole(tenant, ids));
    }

    private static Optional<Memory> memory(Tables tables, Tenant tenant, MemoryId id) {
        return tables.memories().kept(tenant, id).map(tables.memories()::whole);
    }

    @Override
    public Map<MemoryId, Memory> memoriesKnownAt(
            Tenant tenant, Collection<MemoryId> ids, Instant time) {
        return readers.read(tables -> new Knowing(tables, tenant, time).memories(ids));
    }

    @Override
    public List<Change.Upsert> retractedSince(Tenant tenant, Scope scope, Instant time, int limit) {
        return readers.read(tables -> new Knowing(tables, tenant, time).retracted(scope, limit));
    }

    @Override
    public List<Memory> predecessors(Tenant tenant, MemoryId id, int limit) {
        return readers.read(tables -> tables.memories().predecessors(tenant, id, limit));
    }

    @Override
    public Map<MemoryId, List<RawTurn>> rawTurnsAround(
            Tenant tenant, Collection<MemoryId> memories) {
        return readers.read(tables -> tables.raw().around(tenant, memories));
    }

    @Override
    public Optional<Held> held(Tenant tenant, MemoryId id) {
        return readers.read(tables -> tables.held().of(tenant, id));
    }

    @Override
    public Page<Held> held(Tenant tenant, Scope scope, @Nullable String cursor, int limit) {
        long after = HeldRows.after(cursor);
        ScopeRows.Finding finding = ScopeRows.Finding.of(tenant, scope);
        return readers.read(tables -> {
            List<HeldRows.Kept> found = tables.held().found(finding, after, limit + 1);
            List<HeldRows.Kept> page = found.subList(0, Math.min(limit, found.size()));
            return new Page<>(
                    page.stream().map(HeldRows.Kept::held).toList(),
                    found.size() > limit ? Long.toString(page.getLast().seq()) : null);
        });
    }

    @Override
    public Page<Memory> list(Tenant tenant, ListRequest request, Instant now) {
        return readers.read(tables -> new Listing(tables, tenant, request, now).page());
    }

    @Override
    public List<HistoryEntry> history(Tenant tenant, MemoryId id) {
        return readers.read(tables -> tables.history().of(tenant, id));
    }

    @Override
    public Recalls recalls(Tenant tenant, MemoryId id) {
        return readers.read(tables -> tables.recalls().of(tenant, id));
    }

    @Override
    public Tally tally(Tenant tenant, Instant now) {
        return readers.read(tables ->
                new Tally(
                        tables.memories().count(tenant, now),
                        tables.turns().count(tenant),
                        tables.turns().countPending(tenant),
                        tables.held().count(tenant),
                        tables.scopes().countUsed(tenant)));
    }

    @Override
    public void export(Tenant tenant, Consumer<ExportRecord> sink) {
        readers.readAside(tables -> {
            new Exporting(tables, tenant, sink).run();
            return true;
        });
    }

    @Override
    public int restore(Tenant tenant, List<ExportRecord> records, Map<MemoryId, float[]> vectors) {
        return writer.erase(tables -> new Restoring(tables, tenant, vectors).restore(records));
    }

    @Override
    public JournalOperator operator() {
        return new SqliteOperator(writer, readers);
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        lock.close();
    }
}
