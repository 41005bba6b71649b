package dev.recall4j;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A memory under change: what is not touched stays as it was. */
final class MemoryEdit {

    private final Memory before;
    private Status status;
    private List<Source> sources;
    private long occurrences;
    private Instant saidAt;
    private Instant lastSaidAt;
    private Instant updatedAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant validTo;
    private @Nullable MemoryId supersededBy;
    private long revision;

    private MemoryEdit(Memory before) {
        this.before = before;
        this.status = before.status();
        this.sources = before.provenance().sources();
        this.occurrences = before.occurrences();
        this.saidAt = before.saidAt();
        this.lastSaidAt = before.lastSaidAt();
        this.updatedAt = before.updatedAt();
        this.expiresAt = before.expiresAt();
        this.validTo = before.validTo();
        this.supersededBy = before.supersededBy();
        this.revision = before.revision();
    }

    static MemoryEdit of(Memory before) {
        return new MemoryEdit(before);
    }

    /** A new memory; times are cut to the millisecond. */
    static Memory from(
            Draft draft, Scope scope, @Nullable Instant validFrom, Instant at, long revision) {
        return new Memory(
                draft.id(),
                scope,
                draft.text(),
                Status.ACTIVE,
                new Provenance(draft.extractor(), List.of(), draft.found(), null),
                1,
                millis(draft.saidAt()),
                millis(draft.saidAt()),
                millis(at),
                millis(at),
                validFrom == null ? null : millis(validFrom),
                draft.validTo() == null ? null : millis(draft.validTo()),
                null,
                draft.expiresAt() == null ? null : millis(draft.expiresAt()),
                draft.categories(),
                draft.metadata(),
                revision);
    }

    static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    MemoryEdit sources(List<Source> sources) {
        this.sources = sources;
        return this;
    }

    MemoryEdit changed(Instant at, long revision) {
        this.updatedAt = millis(at);
        this.revision = revision;
        return this;
    }

    MemoryEdit revision(long revision) {
        this.revision = revision;
        return this;
    }

    MemoryEdit retracted() {
        this.status = Status.RETRACTED;
        return this;
    }

    MemoryEdit superseded(MemoryId by, Instant from) {
        this.status = Status.SUPERSEDED;
        this.supersededBy = by;
        Instant known = before.validTo();
        Instant to = known != null && known.isBefore(from) ? known : millis(from);
        Instant begin = before.validFrom();
        this.validTo = begin != null && to.isBefore(begin) ? begin : to;
        return this;
    }

    MemoryEdit withoutSuccessor() {
        this.supersededBy = null;
        return this;
    }

    MemoryEdit saidAgain(Decision.Reinforce again) {
        Instant at = millis(again.saidAt());
        this.occurrences = Math.min(occurrences + 1, Memory.OCCURRENCES_MAX);
        this.saidAt = at.isBefore(saidAt) ? at : saidAt;
        this.lastSaidAt = at.isAfter(lastSaidAt) ? at : lastSaidAt;
        return keptUntil(again.expiresAt());
    }

    /**
     * Without some of the times it was said.
     *
     * @param left when it was said the other times, oldest first
     */
    MemoryEdit saidLess(int times, List<Instant> left) {
        this.occurrences = Math.max(1, occurrences - times);
        this.saidAt = left.getFirst();
        this.lastSaidAt = left.getLast();
        return this;
    }

    /** Until the later of this end and its own; null is never. */
    MemoryEdit keptUntil(@Nullable Instant end) {
        if (end == null || (expiresAt != null && millis(end).isAfter(expiresAt))) {
            this.expiresAt = end == null ? null : millis(end);
        }
        return this;
    }

    Memory build() {
        return new Memory(
                before.id(),
                before.scope(),
                before.text(),
                status,
                before.provenance().with(sources),
                occurrences,
                saidAt,
                lastSaidAt,
                before.createdAt(),
                updatedAt,
                before.validFrom(),
                validTo,
                supersededBy,
                expiresAt,
                before.categories(),
                before.metadata(),
                revision);
    }
}
