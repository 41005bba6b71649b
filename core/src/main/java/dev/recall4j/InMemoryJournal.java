package dev.recall4j;

import dev.recall4j.InMemoryRecords.Kept;
import dev.recall4j.InMemoryRecords.KeptAside;
import dev.recall4j.InMemoryRecords.Owner;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Held;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Page;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Amendment;
import dev.recall4j.spi.Backlog;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Decided;
import dev.recall4j.spi.Heard;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.JournalOperator;
import dev.recall4j.spi.PendingHearing;
import dev.recall4j.spi.RawTurn;
import dev.recall4j.spi.RecallNote;
import dev.recall4j.spi.Tally;
import dev.recall4j.spi.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A journal that forgets everything when the process ends: for tests and trials. It is written to
 * be read; many of its calls look at everything it holds.
 *
 * <p>One lock makes each call one transaction, and what a failed write has changed is taken back.
 * Thread-safe.
 */
public final class InMemoryJournal implements Journal {

    private final ReentrantLock lock = new ReentrantLock();
    private final InMemoryRecords records = new InMemoryRecords();
    private final String lineage = UUID.randomUUID().toString();
    private boolean closed;

    private <T> T read(Function<InMemoryRecords, T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new UnavailableException(
                        ErrorCode.CLOSED, "The journal was closed; open another one.");
            }
            return work.apply(records);
        } finally {
            lock.unlock();
        }
    }

    private <T> T write(Function<InMemoryRecords, T> work) {
        return read(all -> {
            boolean done = false;
            try {
                T result = work.apply(all);
                done = true;
                return result;
            } finally {
                if (done) {
                    all.keepChanges();
                } else {
                    all.takeChangesBack();
                }
            }
        });
    }

    @Override
    public Heard hear(Tenant tenant, Scope scope, Hearing hearing) {
        return write(all -> new InMemoryWrite(all).hear(tenant, scope, hearing));
    }

    @Override
    public Optional<String> said(Tenant tenant, Scope scope, String externalId) {
        return read(all -> all.known(new Owner(tenant, scope), externalId));
    }

    @Override
    public Decided decide(Tenant tenant, Scope scope, Verdict verdict) {
        return write(all -> new InMemoryWrite(all).decide(tenant, scope, verdict));
    }

    @Override
    public Memory amend(Tenant tenant, MemoryId id, Amendment amendment) {
        return write(all -> new InMemoryWrite(all).amend(tenant, id, amendment));
    }

    @Override
    public Memory retract(Tenant tenant, MemoryId id, Act act) {
        return write(all -> new InMemoryWrite(all).retract(tenant, id, act));
    }

    @Override
    public long retractAll(Tenant tenant, Scope scope, Act act) {
        return write(all -> new InMemoryWrite(all).retractAll(tenant, scope, act));
    }

    @Override
    public Retraction retractSource(Tenant tenant, Origin origin, Act act) {
        return write(all ->
                new InMemoryWithdrawing(all, new InMemoryWrite(all))
                        .retract(new InMemoryOrigin(all, tenant, origin), act));
    }

    @Override
    public Retraction wouldRetract(Tenant tenant, Origin origin) {
        return read(all -> new InMemoryOrigin(all, tenant, origin).retraction());
    }

    private static InMemoryErasing erasing(InMemoryRecords all) {
        return new InMemoryErasing(all, new InMemoryWrite(all));
    }

    @Override
    public Erasure erase(Tenant tenant, MemoryId id, Act act) {
        return write(all -> erasing(all).erase(tenant, id, act));
    }

    @Override
    public Erasure eraseAll(Tenant tenant, Scope scope, Act act) {
        return write(all -> erasing(all).eraseAll(tenant, scope, act));
    }

    @Override
    public Erasure eraseExpired(Tenant tenant, Instant upTo, Act act) {
        return write(all -> erasing(all).eraseExpired(tenant, upTo, act));
    }

    @Override
    public Optional<Memory> memory(Tenant tenant, MemoryId id) {
        return read(all -> all.kept(tenant, id).map(all::whole));
    }

    @Override
    public Map<MemoryId, Memory> memories(Tenant tenant, Collection<MemoryId> ids) {
        return read(all -> {
            Map<MemoryId, Memory> found = new LinkedHashMap<>();
            ids.forEach(id -> all.kept(tenant, id).ifPresent(m -> found.put(id, all.whole(m))));
            return found;
        });
    }

    @Override
    public Map<MemoryId, Memory> memoriesKnownAt(
            Tenant tenant, Collection<MemoryId> ids, Instant time) {
        return read(all -> {
            Map<MemoryId, Memory> known = new LinkedHashMap<>();
            ids.forEach(id ->
                    all.kept(tenant, id)
                            .flatMap(kept -> all.knownAt(kept, time))
                            .ifPresent(memory -> known.put(id, memory)));
            return known;
        });
    }

    @Override
    public List<Change.Upsert> retractedSince(Tenant tenant, Scope scope, Instant time, int limit) {
        return read(all ->
                all.found(tenant, scope)
                        .filter(kept -> kept.memory().status() == Status.RETRACTED)
                        .filter(kept -> kept.memory().updatedAt().isAfter(time))
                        .sorted(
                                Comparator.comparing((Kept kept) -> kept.memory().updatedAt())
                                        .reversed())
                        .flatMap(kept ->
                                all.knownAt(kept, time).stream()
                                        .map(known -> all.upsert(kept, known)))
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<Memory> predecessors(Tenant tenant, MemoryId id, int limit) {
        return read(all ->
                all.of(tenant)
                        .filter(kept -> id.equals(kept.memory().supersededBy()))
                        .limit(limit)
                        .map(all::whole)
                        .toList());
    }

    @Override
    public Map<MemoryId, List<RawTurn>> rawTurnsAround(
            Tenant tenant, Collection<MemoryId> memories) {
        return read(all -> {
            Map<MemoryId, List<RawTurn>> found = new HashMap<>();
            for (MemoryId id : memories) {
                List<RawTurn> raw =
                        all.kept(tenant, id).map(all::rawTurnsAround).orElseGet(List::of);
                if (!raw.isEmpty()) {
                    found.put(id, raw);
                }
            }
            return found;
        });
    }

    @Override
    public Optional<Held> held(Tenant tenant, MemoryId id) {
        return read(all ->
                Optional.ofNullable(all.held.get(id))
                        .filter(aside -> aside.owner().tenant().equals(tenant))
                        .map(all::shown));
    }

    @Override
    public Page<Held> held(Tenant tenant, Scope scope, @Nullable String cursor, int limit) {
        long after = after(cursor);
        return read(all -> {
            List<KeptAside> found =
                    all.held(tenant, scope)
                            .filter(aside -> aside.sequence() > after)
                            .limit(limit + 1L)
                            .toList();
            List<KeptAside> page = found.subList(0, Math.min(limit, found.size()));
            return new Page<>(
                    page.stream().map(all::shown).toList(),
                    found.size() > limit ? Long.toString(page.getLast().sequence()) : null);
        });
    }

    private static long after(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(
                    "The cursor is not one of a page of held candidates.");
        }
    }

    @Override
    public Page<Memory> list(Tenant tenant, ListRequest request, Instant now) {
        return read(all -> new InMemoryListing(all, request).page(tenant, now));
    }

    @Override
    public List<HistoryEntry> history(Tenant tenant, MemoryId id) {
        return read(all -> all.historyOf(tenant, id));
    }

    @Override
    public Recalls recalls(Tenant tenant, MemoryId id) {
        return read(all -> all.kept(tenant, id).map(all::recallsOf).orElse(Recalls.NONE));
    }

    @Override
    public Tally tally(Tenant tenant, Instant now) {
        return read(all -> {
            Map<Status, Long> memories =
                    all.of(tenant)
                            .collect(
                                    Collectors.groupingBy(
                                            kept -> kept.memory().asReadAt(now).status(),
                                            Collectors.counting()));
            long pendingTurns =
                    all.pending.values().stream()
                            .filter(pending -> pending.tenant().equals(tenant))
                            .mapToLong(pending -> pending.hearing().turns().size())
                            .sum();
            long scopes =
                    Stream.concat(
                                    all.of(tenant).map(kept -> kept.memory().scope()),
                                    all.turnsOf(tenant).map(kept -> kept.turn().scope()))
                            .distinct()
                            .count();
            long held =
                    all.held.values().stream()
                            .filter(aside -> aside.owner().tenant().equals(tenant))
                            .count();
            return new Tally(memories, all.turnsOf(tenant).count(), pendingTurns, held, scopes);
        });
    }

    @Override
    public void export(Tenant tenant, Consumer<ExportRecord> sink) {
        read(all -> new InMemoryTransfer(all, tenant).export()).forEach(sink);
    }

    @Override
    public int restore(Tenant tenant, List<ExportRecord> exported, Map<MemoryId, float[]> vectors) {
        return write(all -> new InMemoryTransfer(all, tenant).restore(exported, vectors));
    }

    @Override
    public JournalOperator operator() {
        return new Operator();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** The part that sees all tenants. */
    private final class Operator implements JournalOperator {

        @Override
        public long position() {
            return read(all -> all.position);
        }

        @Override
        public String lineage(long position) {
            return read(all -> lineage);
        }

        @Override
        public Changes changes(long after, int limit) {
            return read(all -> {
                List<Change> changes =
                        Stream.concat(upserts(all), removals(all))
                                .filter(change -> change.position() > after)
                                .sorted(Comparator.comparingLong(Change::position))
                                .toList();
                long upTo =
                        changes.size() < limit ? all.position : changes.get(limit - 1).position();
                return new Changes(
                        changes.stream().filter(c -> c.position() <= upTo).toList(), upTo, lineage);
            });
        }

        private static Stream<Change> upserts(InMemoryRecords all) {
            return all.memories.values().stream()
                    .sorted(Comparator.comparing(kept -> kept.memory().id().value()))
                    .map(kept -> change(all, kept));
        }

        private static Change change(InMemoryRecords all, Kept kept) {
            Memory memory = all.whole(kept);
            return memory.status() == Status.RETRACTED
                    ? new Change.Remove(memory.revision(), memory.id(), false)
                    : all.upsert(kept, memory);
        }

        /** Ids are those of their tenant: one's tombstone does not remove another's memory. */
        private static Stream<Change> removals(InMemoryRecords all) {
            return all.tombstones.entrySet().stream()
                    .filter(entry -> !all.memories.containsKey(entry.getKey().id()))
                    .sorted(Comparator.comparing(entry -> entry.getKey().id().value()))
                    .map(entry ->
                            new Change.Remove(
                                    entry.getValue().position(), entry.getKey().id(), true));
        }

        @Override
        public Backlog pending(long after, int limit) {
            return read(all -> {
                List<Map.Entry<Long, PendingHearing>> found =
                        all.pending.tailMap(after, false).entrySet().stream().limit(limit).toList();
                return new Backlog(
                        found.stream().map(Map.Entry::getValue).toList(),
                        found.isEmpty() ? after : found.getLast().getKey());
            });
        }

        @Override
        public Optional<EmbedderInfo> embedder() {
            return read(all -> Optional.ofNullable(all.embedder));
        }

        @Override
        public void recordEmbedder(EmbedderInfo embedder) {
            read(all -> {
                boolean other = all.embedder != null && !all.embedder.equals(embedder);
                if (other && !all.memories.isEmpty()) {
                    throw new InvalidRequestException(
                            ErrorCode.EMBEDDER_MISMATCH,
                            "The vectors of this journal were made by another embedder than %s; embed them anew first."
                                    .formatted(embedder.name()));
                }
                all.embedder = embedder;
                return true;
            });
        }

        @Override
        public void reembed(EmbedderInfo embedder, Function<List<String>, List<float[]>> embed) {
            write(all -> {
                List<Kept> memories = List.copyOf(all.memories.values());
                List<float[]> vectors =
                        embed.apply(memories.stream().map(k -> k.memory().text()).toList());
                InMemoryWrite write = new InMemoryWrite(all);
                for (int i = 0; i < memories.size(); i++) {
                    write.embed(memories.get(i), vectors.get(i));
                }
                all.embedder = embedder;
                all.position++;
                return true;
            });
        }

        @Override
        public Erasure eraseExpired(Instant upTo, Act act) {
            return write(all -> erasing(all).eraseExpired(upTo, act));
        }

        @Override
        public void noteRecalls(List<RecallNote> notes) {
            write(all -> {
                notes.forEach(new InMemoryWrite(all)::note);
                return true;
            });
        }

        /** There are no files. */
        @Override
        public void finishErasures() {
            read(all -> true);
        }

        @Override
        public List<String> verify() {
            return read(all -> List.of());
        }
    }
}
