package dev.recall4j;

import dev.recall4j.InMemoryRecords.Kept;
import dev.recall4j.InMemoryRecords.KeptTurn;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.TurnId;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an in-memory journal holds that derives from one source. */
final class InMemoryOrigin {

    private final List<KeptTurn> turns;
    private final Set<TurnId> ids;
    private final List<Kept> derived;

    InMemoryOrigin(InMemoryRecords records, Tenant tenant, Origin origin) {
        turns = records.turnsOf(tenant).filter(kept -> origin.has(kept.turn())).toList();
        ids = turns.stream().map(kept -> kept.turn().id()).collect(Collectors.toSet());
        derived =
                records.of(tenant)
                        .filter(kept -> kept.memory().status() != Status.RETRACTED)
                        .filter(kept -> kept.evidence().stream().anyMatch(this::isFrom))
                        .toList();
    }

    private boolean isFrom(Evidence evidence) {
        return ids.contains(evidence.turn());
    }

    List<KeptTurn> turns() {
        return turns;
    }

    boolean has(TurnId turn) {
        return ids.contains(turn);
    }

    List<Kept> derived() {
        return derived;
    }

    /** On what a memory rests without it. */
    List<Evidence> left(Kept kept) {
        return kept.evidence().stream().filter(evidence -> !isFrom(evidence)).toList();
    }

    Retraction retraction() {
        return new Retraction(turns.size(), ids(true), ids(false));
    }

    private List<MemoryId> ids(boolean retracted) {
        return derived.stream()
                .filter(kept -> left(kept).isEmpty() == retracted)
                .map(kept -> kept.memory().id())
                .toList();
    }
}
