package dev.recall4j.sqlite;

import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes back what derives from one source. */
final class Withdrawing {

    private final Tables tables;
    private final Tenant tenant;

    Withdrawing(Tables tables, Tenant tenant) {
        this.tables = tables;
        this.tenant = tenant;
    }

    /**
     * A memory that derives from the source.
     *
     * @param alone whether it rests on nothing else
     */
    private record Derived(MemoryRows.Kept kept, boolean alone) {

        MemoryId id() {
            return kept.memory().id();
        }
    }

    Retraction preview(Origin origin) {
        List<Long> turns = tables.turns().found(tenant, origin);
        return retraction(turns, derived(turns));
    }

    Retraction retract(Origin origin, Act act) {
        List<Long> turns = tables.turns().found(tenant, origin);
        List<Derived> derived = derived(turns);
        boolean waited = tables.turns().withdraw(turns);
        tables.held().releaseOf(turns);
        if (waited || !derived.isEmpty()) {
            long position = tables.journal().nextPosition();
            derived.forEach(one -> withdraw(one, turns, act, position));
            turns.forEach(new Echoes(tables, act, position)::hideAround);
        } else {
            turns.forEach(tables.raw()::hideAround);
        }
        return retraction(turns, derived);
    }

    private static Retraction retraction(List<Long> turns, List<Derived> derived) {
        return new Retraction(
                turns.size(),
                derived.stream().filter(Derived::alone).map(Derived::id).toList(),
                derived.stream().filter(one -> !one.alone()).map(Derived::id).toList());
    }

    private List<Derived> derived(List<Long> turns) {
        Set<Long> memories = new LinkedHashSet<>();
        turns.forEach(turn -> memories.addAll(tables.evidence().memoriesDrawnFrom(turn)));
        return memories.stream()
                .map(tables.memories()::kept)
                .filter(kept -> kept.memory().status() != Status.RETRACTED)
                .sorted(
                        Comparator.comparing((MemoryRows.Kept kept) -> kept.memory().createdAt())
                                .thenComparing(kept -> kept.memory().id().value()))
                .map(kept -> new Derived(kept, tables.evidence().restsOn(kept.seq(), turns)))
                .toList();
    }

    private void withdraw(Derived derived, List<Long> turns, Act act, long position) {
        MemoryRows.Kept kept = derived.kept();
        if (derived.alone()) {
            tables.memories().retract(kept, act.at(), position);
            tables.history().add(kept.seq(), Event.RETRACTED, act.reason(), act);
        } else {
            int times = tables.evidence().remove(kept.seq(), turns);
            tables.memories().saidLess(kept, times, act.at(), position);
            tables.history().add(kept.seq(), Event.UPDATED, act.reason(), act);
        }
        tables.scopes().moved(kept.scope(), position);
    }
}
