package dev.recall4j.sqlite;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what changed behind a position. Each memory and tombstone knows its last one. */
final class ChangeFeed {

    private final Tables tables;

    ChangeFeed(Tables tables) {
        this.tables = tables;
    }

    Changes after(long after, int limit) {
        long upTo = boundary(after, limit).orElseGet(tables.journal()::position);
        List<Change> changes = new ArrayList<>();
        tables.memories().changedBetween(after, upTo).forEach(kept -> changes.add(change(kept)));
        changes.addAll(erasedBetween(after, upTo));
        changes.sort(Comparator.comparingLong(Change::position));
        return new Changes(changes, upTo, tables.journal().lineage(upTo));
    }

    /** The position of the change that fills the limit; its write is handed over to its end. */
    private Optional<Long> boundary(long after, int limit) {
        return tables.session()
                .first(
                        "SELECT revision AS position FROM memories WHERE revision > ?1 UNION ALL"
                                + " SELECT position FROM tombstones WHERE position > ?1 ORDER BY"
                                + " position LIMIT 1 OFFSET ?2",
                        row -> row.getLong(1),
                        after,
                        limit - 1);
    }

    private Change change(MemoryRows.Kept kept) {
        long position = kept.memory().revision();
        if (kept.memory().status() == Status.RETRACTED) {
            return new Change.Remove(position, kept.memory().id(), false);
        }
        return new Change.Upsert(
                position,
                tenant(kept),
                tables.memories().whole(kept),
                tables.memories().vector(kept.seq()),
                tables.evidence().firstTurn(kept.seq()));
    }

    private Tenant tenant(MemoryRows.Kept kept) {
        return tables.scopes().tenant(kept.scope());
    }

    /** Ids are those of their tenant: one's tombstone does not remove another's memory. */
    private List<Change> erasedBetween(long after, long upTo) {
        return tables.session()
                .all(
                        "SELECT t.position, t.id FROM tombstones t WHERE t.position > ? AND"
                                + " t.position <= ? AND NOT EXISTS (SELECT 1 FROM memories m WHERE"
                                + " m.id = t.id) ORDER BY t.position, t.memory",
                        row ->
                                new Change.Remove(
                                        row.getLong(1), MemoryId.of(row.getString(2)), true),
                        after,
                        upTo);
    }
}
