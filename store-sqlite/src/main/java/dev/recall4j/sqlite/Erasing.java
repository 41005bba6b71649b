package dev.recall4j.sqlite;

import dev.recall4j.model.Erasure;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes memories and turns for good. The transaction removes the rows; what SQLite leaves of them
 * in unused parts of the files is scrubbed by {@link Scrubbing} after the commit.
 */
final class Erasing {

    private final Tables tables;
    private final Tenant tenant;
    private final Act act;

    Erasing(Tables tables, Tenant tenant, Act act) {
        this.tables = tables;
        this.tenant = tenant;
        this.act = act;
    }

    Erasure erase(MemoryId id) {
        long memory = Changing.require(tables, tenant, id).seq();
        return erase(List.of(memory), tables.turns().drawnFrom(memory));
    }

    Erasure eraseAll(Scope scope) {
        ScopeRows.Finding finding = ScopeRows.Finding.of(tenant, scope);
        return erase(tables.memories().found(finding, ""), tables.turns().found(finding));
    }

    private Erasure erase(Collection<Long> memories, List<Long> turns) {
        if (!memories.isEmpty() || !turns.isEmpty()) {
            long position = tables.journal().nextPosition();
            tables.journal().scrubIsDue(true);
            memories.forEach(memory -> bury(memory, position));
            touch(othersDrawnFrom(turns), position);
            tables.turns().erase(turns);
        }
        return new Erasure(memories.size(), turns.size());
    }

    private void bury(long memory, long position) {
        MemoryRows.Kept kept = tables.memories().kept(memory);
        tables.history().bury(tenant, kept, act, position);
        tables.memories().delete(memory);
        tables.memories().forgetSuccessor(kept.memory().id(), position);
        tables.scopes().moved(kept.scope(), position);
    }

    /** Memories that stay lose a source. */
    private Set<Long> othersDrawnFrom(List<Long> turns) {
        Set<Long> others = new LinkedHashSet<>();
        turns.forEach(turn -> others.addAll(tables.evidence().memoriesDrawnFrom(turn)));
        return others;
    }

    private void touch(Set<Long> memories, long position) {
        for (long memory : memories) {
            tables.memories().touch(memory, position);
            tables.scopes().moved(tables.memories().kept(memory).scope(), position);
        }
    }
}
