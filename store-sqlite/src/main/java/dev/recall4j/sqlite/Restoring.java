package dev.recall4j.sqlite;

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
import dev.recall4j.spi.Act;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes exported records in, and passes over what is here, was erased here, or is said here. What
 * was erased elsewhere is erased here.
 */
final class Restoring {

    private final Tables tables;
    private final Tenant tenant;
    private final Erasing erasing;
    private final Map<MemoryId, float[]> vectors;
    private final long position;

    /** Memories and tombstones that were taken in; only their history follows. */
    private final Map<MemoryId, Long> taken = new HashMap<>();

    private @Nullable Pending pending;

    Restoring(Tables tables, Tenant tenant, Map<MemoryId, float[]> vectors) {
        this.tables = tables;
        this.tenant = tenant;
        this.erasing = new Erasing(tables, tenant);
        this.vectors = vectors;
        this.position = tables.journal().position() + 1;
    }

    /** The hearing that turns belong to which still wait. */
    private record Pending(HearingId hearing, HeardTurn first, HearingOptions options) {

        boolean takes(HeardTurn turn, HearingOptions how) {
            return options.equals(how)
                    && first.scope().equals(turn.scope())
                    && first.heardAt().equals(turn.heardAt());
        }
    }

    int restore(List<ExportRecord> records) {
        int count = 0;
        for (ExportRecord record : records) {
            count += taken(record) ? 1 : 0;
        }
        erasing.forgetEmptyScopes();
        if (count > 0) {
            tables.journal().nextPosition();
        }
        return count;
    }

    private boolean taken(ExportRecord record) {
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
        if (tables.history().wasErased(tenant, id)) {
            return false;
        }
        taken.put(
                id,
                tables.memories()
                        .kept(tenant, id)
                        .map(kept -> follow(kept, stone.erasedAt()))
                        .orElseGet(() -> addTombstone(stone)));
        return true;
    }

    private long follow(MemoryRows.Kept kept, Instant erasedAt) {
        erasing.follow(kept, erasedAt, position);
        return kept.seq();
    }

    private long addTombstone(ExportRecord.OfTombstone stone) {
        return tables.history()
                .addForeignTombstone(tenant, stone.memory(), stone.erasedAt(), position);
    }

    private boolean erasedTurn(TurnId id) {
        if (tables.turns().wasErased(tenant, id)) {
            return false;
        }
        tables.turns()
                .found(tenant, id)
                .ifPresentOrElse(
                        turn -> erasing.erase(List.of(turn), position),
                        () -> tables.turns().addErased(tenant, id));
        return true;
    }

    private boolean turn(HeardTurn turn, @Nullable HearingOptions options) {
        if (tables.turns().wasErased(tenant, turn.id())
                || isOwn(turn.id(), tables.turns().keeper(turn.id()))) {
            return false;
        }
        long scope = tables.scopes().findOrAdd(tenant, turn.scope());
        if (tables.turns().known(scope, turn.turn().externalId()).isPresent()) {
            return false;
        }
        tables.turns().add(scope, options == null ? null : hearing(scope, turn, options), turn);
        return true;
    }

    private HearingId hearing(long scope, HeardTurn turn, HearingOptions options) {
        if (pending == null || !pending.takes(turn, options)) {
            pending = new Pending(fresh(), turn, options);
            tables.turns().addPending(scope, pending.hearing(), options);
        }
        return pending.hearing();
    }

    private static HearingId fresh() {
        return new HearingId(UUID.randomUUID().toString());
    }

    private boolean memory(ExportRecord.OfMemory record) {
        Memory memory = record.memory();
        if (wasErased(record) || isOwn(memory.id(), tables.memories().keeper(memory.id()))) {
            return false;
        }
        long scope = tables.scopes().findOrAdd(tenant, memory.scope());
        if (isDrawnFromKnownTurns(scope, record)) {
            return false;
        }
        Optional<MemoryRows.Kept> said = said(scope, memory, record.gist().fingerprint());
        if (said.isPresent()) {
            return merge(scope, said.get(), record);
        }
        long seq = tables.memories().addWhole(scope, memory, record.gist(), position);
        tables.memories().putVector(seq, Vectors.require(vectors, memory.id()));
        record.evidence().forEach(evidence -> support(scope, seq, evidence));
        tables.scopes().moved(scope, position);
        taken.put(memory.id(), seq);
        return true;
    }

    private boolean isOwn(Object id, Optional<Tenant> keeper) {
        if (keeper.filter(other -> !other.equals(tenant)).isPresent()) {
            throw new ConflictException(
                    "The id %s is another tenant's in this store; restore into a store of its own."
                            .formatted(id));
        }
        return keeper.isPresent();
    }

    /** Whether the memory, or something it refers to, was erased here. */
    private boolean wasErased(ExportRecord.OfMemory record) {
        MemoryId successor = record.memory().supersededBy();
        return tables.history().wasErased(tenant, record.memory().id())
                || (successor != null && tables.history().wasErased(tenant, successor))
                || record.evidence().stream()
                        .map(Evidence::turn)
                        .anyMatch(turn -> tables.turns().wasErased(tenant, turn));
    }

    /** Its turns were passed over, being known under other ids: so is what they tell. */
    private boolean isDrawnFromKnownTurns(long scope, ExportRecord.OfMemory record) {
        return !record.evidence().isEmpty()
                && record.evidence().stream()
                        .allMatch(e -> tables.turns().place(scope, e.turn()).isEmpty());
    }

    private Optional<MemoryRows.Kept> said(long scope, Memory memory, String fingerprint) {
        return memory.status() == Status.ACTIVE
                ? tables.memories().active(scope, fingerprint)
                : Optional.empty();
    }

    /** What is said here already rests on the turns of both, and is kept until the later end. */
    private boolean merge(long scope, MemoryRows.Kept said, ExportRecord.OfMemory record) {
        boolean changed = tables.memories().keepUntil(said.seq(), record.memory().expiresAt());
        for (Evidence evidence : record.evidence()) {
            changed |= support(scope, said.seq(), evidence);
        }
        if (changed) {
            tables.memories().touch(said.seq(), position);
            tables.scopes().moved(scope, position);
        }
        return changed;
    }

    /**
     * A turn that was passed over, because it is known under another id, is no evidence.
     *
     * @return whether it was not evidence before
     */
    private boolean support(long scope, long memory, Evidence evidence) {
        return tables.turns()
                .place(scope, evidence.turn())
                .filter(turn -> {
                    evidence.requireWithin(turn.length());
                    return tables.evidence().add(memory, turn, evidence);
                })
                .isPresent();
    }

    /** Not if it was accepted, or is held, here; nor if its turn is not here. */
    private boolean held(ExportRecord.OfHeld record) {
        MemoryId id = record.draft().id();
        Evidence evidence = record.evidence();
        if (tables.held().has(id)
                || tables.history().wasErased(tenant, id)
                || isOwn(id, tables.memories().keeper(id))) {
            return false;
        }
        long scope = tables.scopes().findOrAdd(tenant, record.scope());
        Optional<TurnRows.Place> turn = tables.turns().place(scope, evidence.turn());
        turn.ifPresent(place -> {
            evidence.requireWithin(place.length());
            tables.held().add(scope, place.seq(), record.draft(), record.code(), record.at());
        });
        return turn.isPresent();
    }

    private boolean history(HistoryEntry entry) {
        Long memory = taken.get(entry.memory());
        if (memory == null) {
            return false;
        }
        Act act = new Act(entry.actor(), entry.at(), entry.reason());
        tables.history()
                .add(memory, entry.event(), entry.oldText(), entry.newText(), entry.reason(), act);
        return true;
    }
}
