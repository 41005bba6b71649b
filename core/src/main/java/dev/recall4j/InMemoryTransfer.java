package dev.recall4j;

import dev.recall4j.InMemoryRecords.Kept;
import dev.recall4j.InMemoryRecords.KeptAside;
import dev.recall4j.InMemoryRecords.KeptTurn;
import dev.recall4j.InMemoryRecords.Own;
import dev.recall4j.InMemoryRecords.Owner;
import dev.recall4j.InMemoryRecords.Tombstone;
import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Hearing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes a tenant's records out of an in-memory journal, and in. */
final class InMemoryTransfer {

    private final InMemoryRecords records;
    private final Tenant tenant;
    private final Set<MemoryId> done = new HashSet<>();

    InMemoryTransfer(InMemoryRecords records, Tenant tenant) {
        this.records = records;
        this.tenant = tenant;
    }

    /** What was erased, turns, memories; history right behind what it belongs to. */
    List<ExportRecord> export() {
        List<ExportRecord> all = new ArrayList<>();
        records.erasedTurns.keySet().stream()
                .filter(erased -> erased.tenant().equals(tenant))
                .map(erased -> new ExportRecord.OfErasedTurn(erased.id()))
                .sorted(Comparator.comparing(erased -> erased.turn().value()))
                .forEach(all::add);
        records.tombstones.entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(tenant))
                .map(entry ->
                        new ExportRecord.OfTombstone(
                                entry.getKey().id(), entry.getValue().erasedAt()))
                .sorted(
                        Comparator.comparing(ExportRecord.OfTombstone::erasedAt)
                                .thenComparing(stone -> stone.memory().value()))
                .forEach(all::add);
        Map<TurnId, HearingOptions> waiting = waiting();
        records.turnsOf(tenant)
                .map(KeptTurn::turn)
                .map(turn -> new ExportRecord.OfTurn(turn, waiting.get(turn.id())))
                .forEach(all::add);
        records.of(tenant).forEach(kept -> exportMemory(kept, all));
        records.held.values().stream()
                .filter(aside -> aside.owner().tenant().equals(tenant))
                .sorted(Comparator.comparing(KeptAside::sequence))
                .map(aside ->
                        new ExportRecord.OfHeld(
                                aside.owner().scope(), aside.draft(), aside.code(), aside.at()))
                .forEach(all::add);
        return all.stream()
                .flatMap(record -> Stream.concat(Stream.of(record), historyOf(record)))
                .toList();
    }

    private Map<TurnId, HearingOptions> waiting() {
        return records.pending.values().stream()
                .flatMap(pending ->
                        pending.hearing().turns().stream()
                                .map(turn -> Map.entry(turn.id(), pending.hearing().options())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The one that took its place comes first. */
    private void exportMemory(Kept kept, List<ExportRecord> all) {
        Memory memory = kept.memory();
        if (done.add(memory.id())) {
            Kept successor =
                    memory.supersededBy() == null
                            ? null
                            : records.memories.get(memory.supersededBy());
            if (successor != null) {
                exportMemory(successor, all);
            }
            all.add(
                    new ExportRecord.OfMemory(
                            memory, kept.gist(), records.inOrder(kept.evidence())));
        }
    }

    private Stream<ExportRecord> historyOf(ExportRecord record) {
        return switch (record) {
            case ExportRecord.OfMemory memory -> historyOf(memory.memory().id());
            case ExportRecord.OfTombstone stone -> historyOf(stone.memory());
            case ExportRecord.OfTurn turn -> Stream.empty();
            case ExportRecord.OfErasedTurn erased -> Stream.empty();
            case ExportRecord.OfHistory history -> Stream.empty();
            case ExportRecord.OfHeld held -> Stream.empty();
        };
    }

    private Stream<ExportRecord> historyOf(MemoryId id) {
        return records.historyOf(tenant, id).stream().map(ExportRecord.OfHistory::new);
    }

    int restore(List<ExportRecord> exported, Map<MemoryId, float[]> vectors) {
        Restore restore = new Restore(vectors);
        int count = 0;
        for (ExportRecord record : exported) {
            count += restore.taken(record) ? 1 : 0;
        }
        restore.hearings.forEach(Waiting::keep);
        records.forgetEmptyScopes(tenant);
        if (count > 0) {
            records.position++;
        }
        return count;
    }

    /** One restore under way. */
    private final class Restore {

        private final InMemoryWrite write = new InMemoryWrite(records);
        private final InMemoryErasing erasing = new InMemoryErasing(records, write);
        private final Map<MemoryId, float[]> vectors;
        private final Set<MemoryId> taken = new HashSet<>();
        private final List<Waiting> hearings = new ArrayList<>();

        Restore(Map<MemoryId, float[]> vectors) {
            this.vectors = vectors;
        }

        boolean taken(ExportRecord record) {
            return switch (record) {
                case ExportRecord.OfErasedTurn erased -> erasedTurn(erased.turn());
                case ExportRecord.OfTombstone stone -> tombstone(stone);
                case ExportRecord.OfTurn turn -> turn(turn.turn(), turn.pending());
                case ExportRecord.OfMemory memory -> memory(memory);
                case ExportRecord.OfHistory history -> history(history.entry());
                case ExportRecord.OfHeld held -> held(held);
            };
        }

        private boolean tombstone(ExportRecord.OfTombstone stone) {
            MemoryId id = stone.memory();
            if (records.wasErased(tenant, id)) {
                return false;
            }
            records.kept(tenant, id)
                    .ifPresentOrElse(
                            kept -> erasing.follow(kept, stone.erasedAt()),
                            () ->
                                    records.put(
                                            records.tombstones,
                                            new Own<>(tenant, id),
                                            new Tombstone(stone.erasedAt(), records.position + 1)));
            return taken.add(id);
        }

        private boolean erasedTurn(TurnId id) {
            if (records.wasErased(tenant, id)) {
                return false;
            }
            KeptTurn kept = records.turns.get(id);
            if (kept != null && kept.tenant().equals(tenant)) {
                erasing.eraseTurns(tenant, Set.of(id));
            } else {
                records.put(records.erasedTurns, new Own<>(tenant, id), true);
            }
            return true;
        }

        private boolean turn(HeardTurn turn, @Nullable HearingOptions options) {
            KeptTurn kept = records.turns.get(turn.id());
            if (records.wasErased(tenant, turn.id())
                    || isOwn(turn.id(), kept == null ? null : kept.tenant())
                    || records.known(new Owner(tenant, turn.scope()), turn.turn().externalId())
                            .isPresent()) {
                return false;
            }
            write.keep(tenant, turn);
            if (options != null) {
                waiting(turn, options).turns().add(turn);
            }
            return true;
        }

        private boolean isOwn(Object id, @Nullable Tenant keeper) {
            if (keeper != null && !keeper.equals(tenant)) {
                throw new ConflictException("The id %s is another tenant's.".formatted(id));
            }
            return keeper != null;
        }

        private Waiting waiting(HeardTurn turn, HearingOptions options) {
            if (hearings.isEmpty() || !hearings.getLast().takes(turn, options)) {
                hearings.add(new Waiting(write, tenant, options, new ArrayList<>()));
            }
            return hearings.getLast();
        }

        private boolean memory(ExportRecord.OfMemory record) {
            Memory memory = record.memory();
            Owner owner = new Owner(tenant, memory.scope());
            Kept kept = records.memories.get(memory.id());
            if (wasErased(record) || isOwn(memory.id(), kept == null ? null : kept.tenant())) {
                return false;
            }
            List<Evidence> evidence =
                    record.evidence().stream()
                            .filter(e -> records.isKept(owner, e.turn()))
                            .toList();
            if (evidence.isEmpty() && !record.evidence().isEmpty()) {
                // Its turns were passed over, being known under other ids: so is what they tell.
                return false;
            }
            evidence.forEach(this::requireWithinTurn);
            Optional<Kept> said =
                    memory.status() == Status.ACTIVE
                            ? records.active(owner, record.gist().fingerprint())
                            : Optional.empty();
            if (said.isPresent()) {
                return write.merge(said.get(), evidence, memory.expiresAt());
            }
            write.put(
                    new Kept(
                            tenant,
                            MemoryEdit.of(memory)
                                    .sources(List.of())
                                    .revision(records.position + 1)
                                    .build(),
                            record.gist(),
                            evidence,
                            InMemoryWrite.vector(vectors, memory.id())));
            return taken.add(memory.id());
        }

        private void requireWithinTurn(Evidence evidence) {
            KeptTurn kept = Objects.requireNonNull(records.turns.get(evidence.turn()));
            evidence.requireWithin(kept.turn().turn().text().length());
        }

        private boolean wasErased(ExportRecord.OfMemory record) {
            MemoryId successor = record.memory().supersededBy();
            return records.wasErased(tenant, record.memory().id())
                    || (successor != null && records.wasErased(tenant, successor))
                    || record.evidence().stream()
                            .map(Evidence::turn)
                            .anyMatch(turn -> records.wasErased(tenant, turn));
        }

        /** Not if it was accepted, or is held, here; nor if its turn is not here. */
        private boolean held(ExportRecord.OfHeld record) {
            MemoryId id = record.draft().id();
            Owner owner = new Owner(tenant, record.scope());
            Kept kept = records.memories.get(id);
            if (records.held.containsKey(id)
                    || records.wasErased(tenant, id)
                    || isOwn(id, kept == null ? null : kept.tenant())
                    || !records.isKept(owner, record.evidence().turn())) {
                return false;
            }
            requireWithinTurn(record.evidence());
            records.put(
                    records.held,
                    id,
                    new KeptAside(
                            records.nextSequence(),
                            owner,
                            record.draft(),
                            record.code(),
                            MemoryEdit.millis(record.at())));
            return true;
        }

        private boolean history(HistoryEntry entry) {
            if (!taken.contains(entry.memory())) {
                return false;
            }
            write.append(tenant, entry);
            return true;
        }
    }

    /** Turns that waited together wait together again. */
    private record Waiting(
            InMemoryWrite write, Tenant tenant, HearingOptions options, List<HeardTurn> turns) {

        boolean takes(HeardTurn turn, HearingOptions how) {
            HeardTurn first = turns.getFirst();
            return options.equals(how)
                    && first.scope().equals(turn.scope())
                    && first.heardAt().equals(turn.heardAt());
        }

        void keep() {
            HeardTurn first = turns.getFirst();
            HearingId id = Ids.hearing();
            write.wait(tenant, first.scope(), new Hearing(id, turns, options));
        }
    }
}
