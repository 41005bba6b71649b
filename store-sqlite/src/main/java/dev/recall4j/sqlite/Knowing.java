package dev.recall4j.sqlite;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Hindsight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what was known at a time. */
final class Knowing {

    private final Tables tables;
    private final Tenant tenant;
    private final Instant time;

    Knowing(Tables tables, Tenant tenant, Instant time) {
        this.tables = tables;
        this.tenant = tenant;
        this.time = time;
    }

    Map<MemoryId, Memory> memories(Collection<MemoryId> ids) {
        Map<MemoryId, Memory> known = new HashMap<>();
        for (MemoryId id : ids) {
            tables.memories()
                    .kept(tenant, id)
                    .flatMap(this::known)
                    .ifPresent(memory -> known.put(id, memory));
        }
        return known;
    }

    private Optional<Memory> known(MemoryRows.Kept kept) {
        return Hindsight.of(
                tables.memories().wholeAt(kept, time),
                tables.history().of(tenant, kept.memory().id()),
                time);
    }

    List<Change.Upsert> retracted(Scope scope, int limit) {
        List<Change.Upsert> retracted = new ArrayList<>();
        for (long seq : tables.memories().retractedSince(tenant, scope, time, limit)) {
            MemoryRows.Kept kept = tables.memories().kept(seq);
            known(kept).map(memory -> upsert(kept, memory)).ifPresent(retracted::add);
        }
        return retracted;
    }

    private Change.Upsert upsert(MemoryRows.Kept kept, Memory memory) {
        return new Change.Upsert(
                memory.revision(),
                tenant,
                memory,
                tables.memories().vector(kept.seq()),
                tables.evidence().firstTurn(kept.seq()));
    }
}
