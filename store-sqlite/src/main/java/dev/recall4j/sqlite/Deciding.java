package dev.recall4j.sqlite;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Decided;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.ScopeView;
import dev.recall4j.spi.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries out the decisions of one verdict on one scope. */
final class Deciding {

    private final Tables tables;
    private final Tenant tenant;
    private final Scope name;
    private final long scope;

    /** Memories that are not true any more: nothing may repeat them. */
    private final List<MemoryRows.Kept> changed = new ArrayList<>();

    /** Memories that will expire: no raw turn may repeat them. */
    private final List<Long> expiring = new ArrayList<>();

    /** What was added: one draft may take the place of several memories. */
    private final Set<MemoryId> kept = new HashSet<>();

    Deciding(Tables tables, Tenant tenant, Scope scope) {
        this.tables = tables;
        this.tenant = tenant;
        this.name = scope;
        this.scope = tables.scopes().findOrAdd(tenant, scope);
    }

    Decided decide(Verdict verdict) {
        DecisionSet set = verdict.decide(new View());
        HearingId hearing = set.hearing();
        if (set.heard() != null) {
            new Hearings(tables).hear(tenant, name, set.heard());
        }
        if (hearing == null && set.decisions().isEmpty() && set.released().isEmpty()) {
            return new Decided(tables.journal().position(), set.decisions());
        }
        boolean lasting = hearing != null && settle(hearing).expiresAt() == null;
        long position = tables.journal().nextPosition();
        set.released().forEach(this::release);
        set.decisions().forEach(decision -> carryOut(decision, set, position));
        if (hearing != null && lasting && !takesBack(set)) {
            tables.raw().mark(scope, hearing);
        }
        expiring.forEach(tables.raw()::hideEchoes);
        changed.forEach(new Echoes(tables, set.act(), position)::hide);
        return new Decided(position, set.decisions());
    }

    private HearingOptions settle(HearingId hearing) {
        return tables.turns()
                .settle(scope, hearing)
                .orElseThrow(() ->
                        new ConflictException(
                                "The hearing %s does not wait for decisions any more: it was settled or erased."
                                        .formatted(hearing)));
    }

    private void release(MemoryId id) {
        if (!tables.held().release(scope, id)) {
            throw new ConflictException(
                    "The candidate %s is not held in this scope (any more); list those that are."
                            .formatted(id));
        }
    }

    private void hold(Draft draft, ReasonCode code, Act act) {
        requireUnused(draft.id());
        if (tables.memories().keeper(draft.id()).isPresent()) {
            throw new ConflictException(
                    "The memory id %s is taken already; take a new one.".formatted(draft.id()));
        }
        long turn = place(draft.evidence().getFirst()).seq();
        tables.held().add(scope, turn, draft, code, act.at());
    }

    /** What takes something back may name it. */
    private static boolean takesBack(DecisionSet set) {
        return set.decisions().stream().anyMatch(Decision.Retract.class::isInstance);
    }

    private void carryOut(Decision decision, DecisionSet set, long position) {
        tables.decisions().add(scope, position, set, decision);
        switch (decision) {
            case Decision.Add add -> add(add, set, position);
            case Decision.Reinforce again -> reinforce(again, set.act(), position);
            case Decision.Supersede change -> supersede(change, set, position);
            case Decision.Retract retract -> retract(retract, set.act(), position);
            case Decision.Ignore ignore -> {
                if (ignore.held() != null) {
                    hold(ignore.held(), ignore.code(), set.act());
                }
            }
        }
        if (!(decision instanceof Decision.Ignore)) {
            tables.scopes().moved(scope, position);
        }
    }

    private void add(Decision.Add add, DecisionSet set, long position) {
        Draft draft = add.draft();
        Decision.Outdated outdated = add.outdated();
        if (outdated == null) {
            tables.memories().requireNews(scope, draft.fingerprint(), draft.id());
            keep(draft, draft.validFrom(), Status.ACTIVE, add.reason(), set, position);
            return;
        }
        active(outdated.by());
        keep(draft, draft.validFrom(), Status.SUPERSEDED, add.reason(), set, position);
        MemoryRows.Kept late = tables.memories().require(tenant, draft.id());
        supersede(late, outdated.by(), outdated.from(), add.reason(), set.act(), position);
    }

    private void reinforce(Decision.Reinforce again, Act act, long position) {
        MemoryRows.Kept kept = active(again.memory());
        tables.memories().reinforce(kept, again, act.at(), position);
        support(kept.seq(), again.evidence());
        tables.history().add(kept.seq(), Event.REINFORCED, again.reason(), act);
    }

    /** The older one makes room first: both may have the same fingerprint. */
    private void supersede(Decision.Supersede change, DecisionSet set, long position) {
        Draft draft = change.draft();
        MemoryRows.Kept older = active(change.older());
        supersede(older, draft.id(), change.from(), change.reason(), set.act(), position);
        if (kept.contains(draft.id())) {
            return;
        }
        tables.memories().requireNews(scope, draft.fingerprint(), draft.id());
        keep(draft, change.validFrom(), Status.ACTIVE, change.reason(), set, position);
    }

    private void supersede(
            MemoryRows.Kept older,
            MemoryId by,
            Instant from,
            String reason,
            Act act,
            long position) {
        tables.memories().supersede(older, by, from, act.at(), position);
        tables.history().add(older.seq(), Event.SUPERSEDED, reason, act);
        changed.add(older);
    }

    private void retract(Decision.Retract retract, Act act, long position) {
        MemoryRows.Kept kept = active(retract.memory());
        tables.memories().retract(kept, act.at(), position);
        tables.history().add(kept.seq(), Event.RETRACTED, retract.reason(), act);
        changed.add(kept);
    }

    private void keep(
            Draft draft,
            @Nullable Instant validFrom,
            Status status,
            String reason,
            DecisionSet set,
            long position) {
        requireUnused(draft.id());
        kept.add(draft.id());
        long seq = tables.memories().add(scope, draft, validFrom, status, set.act().at(), position);
        tables.memories().putVector(seq, Vectors.require(set.vectors(), draft.id()));
        draft.evidence().forEach(evidence -> support(seq, evidence));
        if (draft.expiresAt() != null) {
            expiring.add(seq);
        }
        tables.history().add(seq, Event.ADDED, null, draft.text(), reason, set.act());
    }

    private void requireUnused(MemoryId id) {
        if (tables.history().wasErased(tenant, id)) {
            throw new ConflictException(
                    "The memory id %s was used and erased; take a new one.".formatted(id));
        }
    }

    private void support(long memory, Evidence evidence) {
        tables.evidence().add(memory, place(evidence), evidence);
    }

    private TurnRows.Place place(Evidence evidence) {
        return tables.turns()
                .place(scope, evidence.turn())
                .orElseThrow(() ->
                        new ConflictException(
                                "The turn %s is not kept in this scope (any more); decide again without it."
                                        .formatted(evidence.turn())));
    }

    private MemoryRows.Kept active(MemoryId id) {
        return tables.memories()
                .active(scope, id)
                .orElseThrow(() ->
                        new ConflictException(
                                "The memory %s is not an active one of this scope (any more); read again, then retry."
                                        .formatted(id)));
    }

    /** The scope as the transaction sees it. */
    private final class View implements ScopeView {

        @Override
        public long version() {
            return tables.scopes().version(scope);
        }

        @Override
        public Optional<Memory> withFingerprint(String fingerprint) {
            return tables.memories().active(scope, fingerprint).map(tables.memories()::whole);
        }

        @Override
        public List<Memory> withTopics(Set<String> topics, Status status) {
            return topics.isEmpty()
                    ? List.of()
                    : tables.memories().with(topics, status, scope, TOPIC_MEMORIES_MAX).stream()
                            .map(tables.memories()::whole)
                            .toList();
        }

        @Override
        public Optional<Memory> active(MemoryId id) {
            return tables.memories().active(scope, id).map(tables.memories()::whole);
        }
    }
}
