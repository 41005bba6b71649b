package dev.recall4j.sqlite;

import dev.recall4j.model.Erasure;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes memories and turns for good. The transaction removes the rows; what SQLite leaves of them
 * in unused parts of the files is scrubbed by {@link Scrubbing} after the commit. The ids of a
 * scope go with the last that it holds: they may tell who somebody is.
 */
final class Erasing {

    private final Tables tables;
    private final Tenant tenant;

    /** Those that something was erased in. */
    private final Set<Long> scopes = new LinkedHashSet<>();

    Erasing(Tables tables, Tenant tenant) {
        this.tables = tables;
        this.tenant = tenant;
    }

    Erasure erase(MemoryId id, Act act) {
        if (tables.history().wasErased(tenant, id)) {
            return new Erasure(0, 0);
        }
        long memory = tables.memories().require(tenant, id).seq();
        List<Long> turns = tables.turns().drawnFrom(memory);
        Set<Long> memories = new LinkedHashSet<>(List.of(memory));
        memories.addAll(quotationsDrawnFrom(turns));
        return erase(List.copyOf(memories), turns, act);
    }

    /** They are nothing but the words of their turns. */
    private List<Long> quotationsDrawnFrom(Collection<Long> turns) {
        return turns.stream()
                .flatMap(turn -> tables.evidence().memoriesDrawnFrom(turn).stream())
                .filter(memory -> tables.memories().kept(memory).memory().isQuotation())
                .toList();
    }

    Erasure eraseAll(Scope scope, Act act) {
        ScopeRows.Finding finding = ScopeRows.Finding.of(tenant, scope);
        scopes.addAll(tables.scopes().found(finding));
        return erase(tables.memories().found(finding, ""), tables.turns().found(finding), act);
    }

    Erasure eraseExpired(Instant upTo, Act act) {
        List<Long> memories = tables.memories().expired(tenant, upTo);
        Set<Long> turns = new LinkedHashSet<>();
        memories.forEach(memory -> turns.addAll(tables.turns().drawnFrom(memory)));
        turns.addAll(tables.held().turnsOfExpired(tenant, upTo));
        Set<Long> all = new LinkedHashSet<>(memories);
        all.addAll(quotationsDrawnFrom(turns));
        return erase(List.copyOf(all), List.copyOf(turns), act);
    }

    private Erasure erase(List<Long> memories, List<Long> turns, Act act) {
        if (!memories.isEmpty() || !turns.isEmpty()) {
            long position = tables.journal().nextPosition();
            memories.forEach(memory -> bury(tables.memories().kept(memory), act, position));
            turns.forEach(new Echoes(tables, act, position)::retractQuotations);
            erase(turns, position);
        }
        forgetEmptyScopes();
        return new Erasure(memories.size(), turns.size());
    }

    private void bury(MemoryRows.Kept kept, Act act, long position) {
        tables.history().bury(tenant, kept, act, position);
        delete(kept, position);
    }

    /** Erases a memory as it was erased elsewhere: its history will come from there. */
    void follow(MemoryRows.Kept kept, Instant erasedAt, long position) {
        List<Long> turns = tables.turns().drawnFrom(kept.seq());
        tables.history().forget(tenant, kept, erasedAt, position);
        delete(kept, position);
        erase(turns, position);
    }

    private void delete(MemoryRows.Kept kept, long position) {
        tables.journal().scrubIsDue(true);
        tables.memories().delete(kept.seq());
        tables.memories().forgetSuccessor(tenant, kept.memory().id(), position);
        tables.scopes().moved(kept.scope(), position);
        scopes.add(kept.scope());
    }

    /** Erases turns with what says that memories were drawn from them. */
    void erase(List<Long> turns, long position) {
        tables.journal().scrubIsDue(true);
        turns.forEach(turn -> scopes.add(tables.turns().scope(turn)));
        turns.forEach(tables.raw()::hideAround);
        touch(othersDrawnFrom(turns), position);
        tables.turns().erase(turns);
    }

    /** To be called at the end: what comes after could still be kept in them. */
    void forgetEmptyScopes() {
        for (long scope : scopes) {
            if (tables.scopes().forgetIfEmpty(scope)) {
                tables.journal().scrubIsDue(true);
            }
        }
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
