package dev.recall4j.sqlite;

import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Gist;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Tenant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hands over a tenant's records: what was erased, turns, memories, history. Each memory comes after
 * the one that took its place.
 */
final class Exporting {

    private final Tables tables;
    private final Tenant tenant;
    private final Consumer<ExportRecord> sink;
    private final Set<MemoryId> done = new HashSet<>();

    Exporting(Tables tables, Tenant tenant, Consumer<ExportRecord> sink) {
        this.tables = tables;
        this.tenant = tenant;
        this.sink = sink;
    }

    void run() {
        tables.turns().exportErased(tenant, turn -> hand(new ExportRecord.OfErasedTurn(turn)));
        tables.history().exportTombstones(tenant, this::tombstone);
        tables.turns()
                .export(tenant, turn -> hand(new ExportRecord.OfTurn(turn.turn(), turn.pending())));
        tables.memories()
                .eachSeq(
                        "SELECT m.seq FROM scopes s CROSS JOIN memories m ON m.scope = s.seq WHERE"
                                + " s.tenant = ? ORDER BY m.created_at, m.id",
                        this::memory,
                        tenant.id());
        tables.held()
                .all(tenant)
                .forEach(held ->
                        hand(
                                new ExportRecord.OfHeld(
                                        held.scope(), held.draft(), held.code(), held.at())));
    }

    private boolean tombstone(ExportRecord.OfTombstone stone) {
        hand(stone);
        history(stone.memory());
        return true;
    }

    private void history(MemoryId id) {
        tables.history().of(tenant, id).forEach(entry -> hand(new ExportRecord.OfHistory(entry)));
    }

    private boolean hand(ExportRecord record) {
        sink.accept(record);
        return true;
    }

    /** Hands over a memory, its successors first. */
    private boolean memory(long seq) {
        Deque<MemoryRows.Kept> chain = new ArrayDeque<>();
        MemoryRows.Kept next = tables.memories().kept(seq);
        while (next != null && done.add(next.memory().id())) {
            chain.push(next);
            MemoryId successor = next.memory().supersededBy();
            next =
                    successor == null
                            ? null
                            : tables.memories().kept(tenant, successor).orElse(null);
        }
        for (MemoryRows.Kept kept : chain) {
            hand(record(kept));
            history(kept.memory().id());
        }
        return true;
    }

    private ExportRecord record(MemoryRows.Kept kept) {
        Memory memory = kept.memory();
        return new ExportRecord.OfMemory(
                memory,
                new Gist(kept.fingerprint(), tables.memories().topics(kept.seq())),
                tables.evidence().all(kept.seq()));
    }
}
