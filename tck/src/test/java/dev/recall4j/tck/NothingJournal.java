package dev.recall4j.tck;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Held;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Page;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
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
import dev.recall4j.spi.RawTurn;
import dev.recall4j.spi.RecallNote;
import dev.recall4j.spi.Tally;
import dev.recall4j.spi.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A journal that accepts everything politely, keeps nothing and finds nothing. */
final class NothingJournal implements Journal, JournalOperator {

    @Override
    public Heard hear(Tenant tenant, Scope scope, Hearing hearing) {
        return new Heard(hearing.turns(), 0, 0);
    }

    @Override
    public Optional<String> said(Tenant tenant, Scope scope, String externalId) {
        return Optional.empty();
    }

    @Override
    public Decided decide(Tenant tenant, Scope scope, Verdict verdict) {
        return new Decided(0, List.of());
    }

    @Override
    public Memory amend(Tenant tenant, MemoryId id, Amendment amendment) {
        return Samples.memory(id.value(), Samples.ANA, "nothing");
    }

    @Override
    public Memory retract(Tenant tenant, MemoryId id, Act act) {
        return Samples.memory(id.value(), Samples.ANA, "nothing");
    }

    @Override
    public long retractAll(Tenant tenant, Scope scope, Act act) {
        return 0;
    }

    @Override
    public Retraction retractSource(Tenant tenant, Origin origin, Act act) {
        return wouldRetract(tenant, origin);
    }

    @Override
    public Retraction wouldRetract(Tenant tenant, Origin origin) {
        return new Retraction(0, List.of(), List.of());
    }

    @Override
    public Erasure erase(Tenant tenant, MemoryId id, Act act) {
        return new Erasure(0, 0);
    }

    @Override
    public Erasure eraseAll(Tenant tenant, Scope scope, Act act) {
        return new Erasure(0, 0);
    }

    @Override
    public Erasure eraseExpired(Tenant tenant, Instant upTo, Act act) {
        return new Erasure(0, 0);
    }

    @Override
    public Optional<Memory> memory(Tenant tenant, MemoryId id) {
        return Optional.empty();
    }

    @Override
    public Map<MemoryId, Memory> memories(Tenant tenant, Collection<MemoryId> ids) {
        return Map.of();
    }

    @Override
    public Map<MemoryId, Memory> memoriesKnownAt(
            Tenant tenant, Collection<MemoryId> ids, Instant time) {
        return Map.of();
    }

    @Override
    public List<Change.Upsert> retractedSince(Tenant tenant, Scope scope, Instant time, int limit) {
        return List.of();
    }

    @Override
    public List<Memory> predecessors(Tenant tenant, MemoryId id, int limit) {
        return List.of();
    }

    @Override
    public Map<MemoryId, List<RawTurn>> rawTurnsAround(
            Tenant tenant, Collection<MemoryId> memories) {
        return Map.of();
    }

    @Override
    public Optional<Held> held(Tenant tenant, MemoryId id) {
        return Optional.empty();
    }

    @Override
    public Page<Held> held(Tenant tenant, Scope scope, @Nullable String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<Memory> list(Tenant tenant, ListRequest request, Instant now) {
        return new Page<>(List.of(), null);
    }

    @Override
    public List<HistoryEntry> history(Tenant tenant, MemoryId id) {
        return List.of();
    }

    @Override
    public Recalls recalls(Tenant tenant, MemoryId id) {
        return Recalls.NONE;
    }

    @Override
    public Tally tally(Tenant tenant, Instant now) {
        return new Tally(Map.of(), 0, 0, 0, 0);
    }

    @Override
    public void export(Tenant tenant, Consumer<ExportRecord> sink) {}

    @Override
    public int restore(Tenant tenant, List<ExportRecord> records, Map<MemoryId, float[]> vectors) {
        return 0;
    }

    @Override
    public JournalOperator operator() {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public long position() {
        return 0;
    }

    @Override
    public String lineage(long position) {
        return "";
    }

    @Override
    public Changes changes(long after, int limit) {
        return new Changes(List.of(), 0, "");
    }

    @Override
    public Backlog pending(long after, int limit) {
        return new Backlog(List.of(), after);
    }

    @Override
    public Optional<EmbedderInfo> embedder() {
        return Optional.empty();
    }

    @Override
    public void recordEmbedder(EmbedderInfo embedder) {}

    @Override
    public void reembed(EmbedderInfo embedder, Function<List<String>, List<float[]>> embed) {}

    @Override
    public Erasure eraseExpired(Instant upTo, Act act) {
        return new Erasure(0, 0);
    }

    @Override
    public void noteRecalls(List<RecallNote> notes) {}

    @Override
    public void finishErasures() {}

    @Override
    public List<String> verify() {
        return List.of();
    }
}
