package dev.recall4j;

import static dev.recall4j.MemoryEdit.millis;

import dev.recall4j.InMemoryRecords.Kept;
import dev.recall4j.InMemoryRecords.KeptAside;
import dev.recall4j.InMemoryRecords.KeptTurn;
import dev.recall4j.InMemoryRecords.Own;
import dev.recall4j.InMemoryRecords.Tombstone;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.PendingHearing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Removes memories and turns for good, as a part of one write to an in-memory journal. */
final class InMemoryErasing {

    private final InMemoryRecords records;
    private final InMemoryWrite write;

    InMemoryErasing(InMemoryRecords records, InMemoryWrite write) {
        this.records = records;
        this.write = write;
    }

    Erasure erase(Tenant tenant, MemoryId id, Act act) {
        if (records.wasErased(tenant, id)) {
            return new Erasure(0, 0);
        }
        Kept kept = write.require(tenant, id);
        return eraseWith(tenant, List.of(kept), turnsOf(List.of(kept)), act);
    }

    Erasure eraseAll(Tenant tenant, Scope scope, Act act) {
        Set<TurnId> turns = new HashSet<>();
        records.turnsOf(tenant)
                .map(KeptTurn::turn)
                .filter(turn -> scope.finds(turn.scope()))
                .forEach(turn -> turns.add(turn.id()));
        return erase(tenant, records.found(tenant, scope).toList(), turns, act);
    }

    Erasure eraseExpired(Instant upTo, Act act) {
        Set<Tenant> tenants =
                Stream.concat(
                                records.memories.values().stream().map(Kept::tenant),
                                records.held.values().stream().map(aside -> aside.owner().tenant()))
                        .collect(Collectors.toSet());
        return tenants.stream()
                .map(tenant -> eraseExpired(tenant, upTo, act))
                .reduce(new Erasure(0, 0), Erasure::plus);
    }

    Erasure eraseExpired(Tenant tenant, Instant upTo, Act act) {
        List<Kept> expired =
                records.of(tenant).filter(kept -> kept.memory().expiredAt(upTo)).toList();
        Set<TurnId> turns = turnsOf(expired);
        records.held.values().stream()
                .filter(aside -> aside.owner().tenant().equals(tenant) && isOver(aside, upTo))
                .forEach(aside -> turns.add(InMemoryWrite.turnOf(aside)));
        return eraseWith(tenant, expired, turns, act);
    }

    private static boolean isOver(KeptAside aside, Instant upTo) {
        Instant expiresAt = aside.draft().expiresAt();
        return expiresAt != null && !expiresAt.isAfter(upTo);
    }

    static Set<TurnId> turnsOf(Collection<Kept> memories) {
        return memories.stream()
                .flatMap(kept -> kept.evidence().stream())
                .map(Evidence::turn)
                .collect(Collectors.toSet());
    }

    /** With the quotations of the turns, which are nothing but their words. */
    private Erasure eraseWith(Tenant tenant, List<Kept> memories, Set<TurnId> turns, Act act) {
        Stream<Kept> quotations =
                records.of(tenant)
                        .filter(kept -> kept.memory().isQuotation())
                        .filter(kept ->
                                kept.evidence().stream().anyMatch(e -> turns.contains(e.turn())));
        List<Kept> all = Stream.concat(memories.stream(), quotations).distinct().toList();
        return erase(tenant, all, turns, act);
    }

    private Erasure erase(Tenant tenant, List<Kept> memories, Set<TurnId> turns, Act act) {
        memories.forEach(kept -> bury(kept, act));
        turns.forEach(turn -> write.retractQuotationsAround(turn, act));
        eraseTurns(tenant, turns);
        if (!memories.isEmpty() || !turns.isEmpty()) {
            write.changed();
        }
        records.forgetEmptyScopes(tenant);
        return new Erasure(memories.size(), turns.size());
    }

    private void bury(Kept kept, Act act) {
        Own<MemoryId> id = kept.id();
        List<HistoryEntry> texts = records.historyOf(id.tenant(), id.id());
        records.put(
                records.history, id, texts.stream().map(InMemoryErasing::withoutTexts).toList());
        write.record(id.tenant(), id.id(), Event.ERASED, null, null, act.reason(), act);
        delete(kept, millis(act.at()));
    }

    /** Erases a memory as it was erased elsewhere: its history will come from there. */
    void follow(Kept kept, Instant erasedAt) {
        records.remove(records.history, kept.id());
        delete(kept, erasedAt);
        eraseTurns(kept.tenant(), turnsOf(List.of(kept)));
    }

    private void delete(Kept kept, Instant erasedAt) {
        records.remove(records.memories, kept.memory().id());
        records.remove(records.recalls, kept.memory().id());
        records.put(records.tombstones, kept.id(), new Tombstone(erasedAt, write.position()));
        records.put(records.versions, kept.owner(), write.position());
        records.of(kept.tenant())
                .filter(other -> kept.memory().id().equals(other.memory().supersededBy()))
                .toList()
                .forEach(older ->
                        write.put(
                                older.with(
                                        MemoryEdit.of(older.memory())
                                                .withoutSuccessor()
                                                .revision(write.position())
                                                .build())));
    }

    private static HistoryEntry withoutTexts(HistoryEntry entry) {
        return new HistoryEntry(
                entry.memory(),
                entry.event(),
                null,
                null,
                entry.actor(),
                entry.reason(),
                entry.at());
    }

    void eraseTurns(Tenant tenant, Set<TurnId> turns) {
        records.of(tenant).toList().forEach(kept -> forget(kept, turns));
        for (TurnId turn : turns) {
            records.hideAround(Objects.requireNonNull(records.turns.get(turn)));
            records.remove(records.rawTurns, turn);
            records.remove(records.turns, turn);
            records.put(records.erasedTurns, new Own<>(tenant, turn), true);
        }
        List.copyOf(records.held.values()).stream()
                .filter(aside -> turns.contains(InMemoryWrite.turnOf(aside)))
                .forEach(aside -> records.remove(records.held, aside.draft().id()));
        List.copyOf(records.pending.entrySet())
                .forEach(entry -> shorten(entry.getKey(), entry.getValue(), turns));
    }

    /** A memory that stays loses the turns that are erased. */
    private void forget(Kept kept, Set<TurnId> turns) {
        List<Evidence> left =
                kept.evidence().stream().filter(e -> !turns.contains(e.turn())).toList();
        if (left.size() < kept.evidence().size()) {
            write.put(
                    kept.with(MemoryEdit.of(kept.memory()).revision(write.position()).build())
                            .with(left));
        }
    }

    private void shorten(Long key, PendingHearing waiting, Set<TurnId> erased) {
        Hearing hearing = waiting.hearing();
        List<HeardTurn> left =
                hearing.turns().stream().filter(turn -> !erased.contains(turn.id())).toList();
        if (left.isEmpty()) {
            records.remove(records.pending, key);
        } else if (left.size() < hearing.turns().size()) {
            Hearing shorter = new Hearing(hearing.id(), left, hearing.options());
            records.put(
                    records.pending,
                    key,
                    new PendingHearing(waiting.tenant(), waiting.scope(), shorter));
        }
    }
}
