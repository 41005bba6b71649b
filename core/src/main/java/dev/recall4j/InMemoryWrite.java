package dev.recall4j;

import static dev.recall4j.MemoryEdit.millis;

import dev.recall4j.InMemoryRecords.Kept;
import dev.recall4j.InMemoryRecords.KeptAside;
import dev.recall4j.InMemoryRecords.KeptTurn;
import dev.recall4j.InMemoryRecords.Own;
import dev.recall4j.InMemoryRecords.Owner;
import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Amendment;
import dev.recall4j.spi.Decided;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Heard;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.PendingHearing;
import dev.recall4j.spi.RecallNote;
import dev.recall4j.spi.ScopeView;
import dev.recall4j.spi.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One write to an in-memory journal. All it changes has the position behind the last one. */
final class InMemoryWrite {

    /** Of those whose turns may be shown as they were said. */
    private static final Set<Role> SPEAKING = Set.of(Role.USER, Role.ASSISTANT);

    private static final String ECHO = "a statement of its turn, or of one near it, was changed";

    private final InMemoryRecords records;
    private final long position;

    /** What this write has added: one draft may take the place of several memories. */
    private final Set<MemoryId> kept = new HashSet<>();

    InMemoryWrite(InMemoryRecords records) {
        this.records = records;
        this.position = records.position + 1;
    }

    long position() {
        return position;
    }

    void changed() {
        records.position = position;
    }

    Heard hear(Tenant tenant, Scope scope, Hearing hearing) {
        Owner owner = new Owner(tenant, scope);
        List<HeardTurn> kept = new ArrayList<>();
        int known = 0;
        for (HeardTurn turn : hearing.turns()) {
            Optional<String> text = records.known(owner, turn.turn().externalId());
            if (text.isEmpty()) {
                kept.add(keep(tenant, turn));
            } else if (text.get().equals(turn.turn().text())) {
                known++;
            }
        }
        if (!kept.isEmpty()) {
            wait(tenant, scope, new Hearing(hearing.id(), kept, hearing.options()));
            changed();
        }
        return new Heard(kept, known, hearing.turns().size() - kept.size() - known);
    }

    HeardTurn keep(Tenant tenant, HeardTurn heard) {
        if (records.turns.containsKey(heard.id())) {
            throw new ConflictException("The turn id %s is taken already.".formatted(heard.id()));
        }
        HeardTurn cut =
                new HeardTurn(
                        heard.id(),
                        heard.scope(),
                        heard.turn().at(heard.saidAt().truncatedTo(ChronoUnit.MILLIS)),
                        millis(heard.heardAt()));
        records.put(
                records.turns,
                heard.id(),
                new KeptTurn(
                        records.nextSequence(),
                        records.nextPlace(new Owner(tenant, heard.scope())),
                        tenant,
                        cut));
        return cut;
    }

    void wait(Tenant tenant, Scope scope, Hearing hearing) {
        if (records.pending.values().stream()
                .anyMatch(waiting -> waiting.hearing().id().equals(hearing.id()))) {
            throw new ConflictException(
                    "The hearing id %s is taken already.".formatted(hearing.id()));
        }
        records.put(
                records.pending,
                records.nextSequence(),
                new PendingHearing(tenant, scope, hearing));
    }

    Decided decide(Tenant tenant, Scope scope, Verdict verdict) {
        Owner owner = new Owner(tenant, scope);
        DecisionSet set = verdict.decide(new View(owner));
        if (set.heard() != null) {
            hear(tenant, scope, set.heard());
        }
        if (set.hearing() == null && set.decisions().isEmpty() && set.released().isEmpty()) {
            return new Decided(records.position, set.decisions());
        }
        PendingHearing settled = set.hearing() == null ? null : settle(owner, set.hearing());
        set.released().forEach(id -> release(owner, id));
        set.decisions().forEach(decision -> carryOut(owner, decision, set));
        if (settled != null && settled.hearing().options().expiresAt() == null) {
            markRaw(settled.hearing(), set);
        }
        hideEchoes(tenant, set);
        changed();
        return new Decided(position, set.decisions());
    }

    private void release(Owner owner, MemoryId id) {
        KeptAside aside = records.held.get(id);
        if (aside == null || !aside.owner().equals(owner)) {
            throw new ConflictException(
                    "The candidate %s is not held in this scope (any more).".formatted(id));
        }
        records.remove(records.held, id);
    }

    private void hold(Owner owner, Draft draft, ReasonCode code, Act act) {
        requireKept(owner, draft.evidence().getFirst());
        requireUnused(owner, draft.id());
        records.put(
                records.held,
                draft.id(),
                new KeptAside(records.nextSequence(), owner, draft, code, millis(act.at())));
    }

    private PendingHearing settle(Owner owner, HearingId hearing) {
        Map.Entry<Long, PendingHearing> waiting =
                records.pending.entrySet().stream()
                        .filter(entry -> entry.getValue().hearing().id().equals(hearing))
                        .filter(entry -> entry.getValue().tenant().equals(owner.tenant()))
                        .filter(entry -> entry.getValue().scope().equals(owner.scope()))
                        .findFirst()
                        .orElseThrow(() ->
                                new ConflictException(
                                        "The hearing %s does not wait for decisions any more."
                                                .formatted(hearing)));
        records.remove(records.pending, waiting.getKey());
        return waiting.getValue();
    }

    /**
     * Turns that no memory was drawn from; none if something is taken back, which they may name.
     */
    private void markRaw(Hearing settled, DecisionSet set) {
        if (set.decisions().stream().noneMatch(Decision.Retract.class::isInstance)) {
            Set<TurnId> used = InMemoryErasing.turnsOf(records.memories.values());
            records.held.values().forEach(aside -> used.add(turnOf(aside)));
            settled.turns().stream()
                    .filter(turn -> SPEAKING.contains(turn.turn().role()))
                    .filter(turn -> !used.contains(turn.id()))
                    .filter(turn -> !records.mayRepeatWhatExpires(turn.id()))
                    .forEach(turn -> records.put(records.rawTurns, turn.id(), true));
        }
    }

    static TurnId turnOf(KeptAside aside) {
        return aside.draft().evidence().getFirst().turn();
    }

    /** Hides what may repeat memories that were superseded, or will expire. */
    private void hideEchoes(Tenant tenant, DecisionSet set) {
        for (Decision decision : set.decisions()) {
            switch (decision) {
                case Decision.Add add -> {
                    if (add.outdated() == null) {
                        hideIfExpiring(tenant, add.draft());
                    } else {
                        hideEchoes(tenant, add.draft().id(), set.act());
                    }
                }
                case Decision.Supersede change -> {
                    hideEchoes(tenant, change.older(), set.act());
                    hideIfExpiring(tenant, change.draft());
                }
                case Decision.Reinforce again -> {}
                case Decision.Retract retract -> hideEchoes(tenant, retract.memory(), set.act());
                case Decision.Ignore ignore -> {}
            }
        }
    }

    private void hideEchoes(Tenant tenant, MemoryId takenBack, Act act) {
        records.kept(tenant, takenBack).ifPresent(kept -> hideEchoes(kept, act));
    }

    /** Hides raw turns and retracts quotations. A quotation that is taken back goes alone. */
    private void hideEchoes(Kept takenBack, Act act) {
        records.hideEchoes(takenBack);
        if (!takenBack.memory().isQuotation()) {
            takenBack.evidence().forEach(e -> retractQuotationsAround(e.turn(), act));
        }
    }

    void retractQuotationsAround(TurnId turn, Act act) {
        records.quotationsAround(turn).forEach(quotation -> retract(quotation, ECHO, act));
    }

    private void hideIfExpiring(Tenant tenant, Draft draft) {
        if (draft.expiresAt() != null) {
            records.kept(tenant, draft.id()).ifPresent(records::hideEchoes);
        }
    }

    private void carryOut(Owner owner, Decision decision, DecisionSet set) {
        switch (decision) {
            case Decision.Add add -> add(owner, add, set);
            case Decision.Reinforce again -> reinforce(owner, again, set.act());
            case Decision.Supersede change -> supersede(owner, change, set);
            case Decision.Retract retract ->
                    retract(active(owner, retract.memory()), retract.reason(), set.act());
            case Decision.Ignore ignore -> {
                if (ignore.held() != null) {
                    hold(owner, ignore.held(), ignore.code(), set.act());
                }
            }
        }
    }

    private void add(Owner owner, Decision.Add add, DecisionSet set) {
        Draft draft = add.draft();
        Decision.Outdated outdated = add.outdated();
        if (outdated == null) {
            requireNews(owner, draft.fingerprint(), draft.id());
            keep(owner, draft, draft.validFrom(), add, set);
        } else {
            active(owner, outdated.by());
            keep(owner, draft, draft.validFrom(), add, set);
            Kept late = records.kept(owner.tenant(), draft.id()).orElseThrow();
            supersede(late, outdated.by(), outdated.from(), add.reason(), set.act());
        }
    }

    private void keep(
            Owner owner,
            Draft draft,
            @Nullable Instant validFrom,
            Decision decision,
            DecisionSet set) {
        requireUnused(owner, draft.id());
        draft.evidence().forEach(evidence -> requireKept(owner, evidence));
        Memory memory = MemoryEdit.from(draft, owner.scope(), validFrom, set.act().at(), position);
        kept.add(draft.id());
        put(
                new Kept(
                        owner.tenant(),
                        memory,
                        draft.gist(),
                        draft.evidence().stream().distinct().toList(),
                        vector(set.vectors(), draft.id())));
        record(
                owner.tenant(),
                memory.id(),
                Event.ADDED,
                null,
                draft.text(),
                decision.reason(),
                set.act());
    }

    private void requireUnused(Owner owner, MemoryId id) {
        if (records.memories.containsKey(id) || records.wasErased(owner.tenant(), id)) {
            throw new ConflictException("The memory id %s is taken already.".formatted(id));
        }
    }

    static float[] vector(Map<MemoryId, float[]> vectors, MemoryId id) {
        float[] vector = vectors.get(id);
        if (vector == null) {
            throw new IllegalArgumentException("no vector for the memory " + id);
        }
        return vector.clone();
    }

    private void reinforce(Owner owner, Decision.Reinforce again, Act act) {
        Kept kept = active(owner, again.memory());
        requireKept(owner, again.evidence());
        List<Evidence> evidence = new ArrayList<>(kept.evidence());
        if (!evidence.contains(again.evidence())) {
            evidence.add(again.evidence());
        }
        Memory memory =
                MemoryEdit.of(kept.memory()).saidAgain(again).changed(act.at(), position).build();
        put(kept.with(memory).with(List.copyOf(evidence)));
        record(owner.tenant(), memory.id(), Event.REINFORCED, null, null, again.reason(), act);
    }

    /** The older one makes room first: both may have the same fingerprint. */
    private void supersede(Owner owner, Decision.Supersede change, DecisionSet set) {
        Draft draft = change.draft();
        Kept older = active(owner, change.older());
        supersede(older, draft.id(), change.from(), change.reason(), set.act());
        if (kept.contains(draft.id())) {
            return;
        }
        requireNews(owner, draft.fingerprint(), draft.id());
        keep(owner, draft, change.validFrom(), change, set);
    }

    private void supersede(Kept older, MemoryId by, Instant from, String reason, Act act) {
        put(
                older.with(
                        MemoryEdit.of(older.memory())
                                .superseded(by, from)
                                .changed(act.at(), position)
                                .build()));
        record(older.tenant(), older.memory().id(), Event.SUPERSEDED, null, null, reason, act);
    }

    /**
     * What is said already rests on the turns of both, and is kept until the later end.
     *
     * @return whether that changes anything
     */
    boolean merge(Kept kept, List<Evidence> evidence, @Nullable Instant expiresAt) {
        List<Evidence> both =
                Stream.concat(kept.evidence().stream(), evidence.stream()).distinct().toList();
        Memory memory =
                MemoryEdit.of(kept.memory()).keptUntil(expiresAt).revision(position).build();
        if (both.size() == kept.evidence().size()
                && Objects.equals(memory.expiresAt(), kept.memory().expiresAt())) {
            return false;
        }
        put(kept.with(memory).with(both));
        return true;
    }

    Kept retract(Kept kept, String reason, Act act) {
        Kept retracted =
                kept.with(
                        MemoryEdit.of(kept.memory())
                                .retracted()
                                .changed(act.at(), position)
                                .build());
        put(retracted);
        record(kept.tenant(), kept.memory().id(), Event.RETRACTED, null, null, reason, act);
        return retracted;
    }

    private Kept active(Owner owner, MemoryId id) {
        return records.active(owner, id)
                .orElseThrow(() ->
                        new ConflictException(
                                "The memory %s is not an active one of this scope.".formatted(id)));
    }

    private void requireKept(Owner owner, Evidence evidence) {
        if (!records.isKept(owner, evidence.turn())) {
            throw new ConflictException(
                    "The turn %s is not kept in this scope.".formatted(evidence.turn()));
        }
    }

    private void requireNews(Owner owner, String fingerprint, MemoryId id) {
        records.active(owner, fingerprint)
                .filter(kept -> !kept.memory().id().equals(id))
                .ifPresent(kept -> {
                    throw new ConflictException(
                            "The memory %s of this scope says the same."
                                    .formatted(kept.memory().id()));
                });
    }

    Memory amend(Tenant tenant, MemoryId id, Amendment amendment) {
        Kept kept = require(tenant, id);
        if (!kept.isActive()) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_FOUND, "The memory %s is not active.".formatted(id));
        }
        Memory before = kept.memory();
        Memory after =
                MemoryEdit.of(amendment.update().appliedTo(before, amendment.act().actor()))
                        .changed(amendment.act().at(), position)
                        .build();
        put(rewritten(kept, after, amendment));
        boolean textChanged = !before.text().equals(after.text());
        record(
                tenant,
                id,
                Event.UPDATED,
                textChanged ? before.text() : null,
                textChanged ? after.text() : null,
                amendment.act().reason(),
                amendment.act());
        if (textChanged || after.expiresAt() != null) {
            hideEchoes(kept, amendment.act());
        } else {
            records.hideEchoes(kept);
        }
        changed();
        return records.whole(require(tenant, id));
    }

    private Kept rewritten(Kept kept, Memory after, Amendment amendment) {
        if (amendment.gist() == null || amendment.vector() == null) {
            return kept.with(after);
        }
        requireNews(kept.owner(), amendment.gist().fingerprint(), after.id());
        return new Kept(
                kept.tenant(),
                after,
                amendment.gist(),
                kept.evidence(),
                amendment.vector().clone());
    }

    Memory retract(Tenant tenant, MemoryId id, Act act) {
        Kept kept = require(tenant, id);
        if (kept.memory().status() == Status.RETRACTED) {
            return records.whole(kept);
        }
        changed();
        Kept retracted = retract(kept, act.reason(), act);
        hideEchoes(kept, act);
        return records.whole(retracted);
    }

    long retractAll(Tenant tenant, Scope scope, Act act) {
        List<Kept> found =
                records.found(tenant, scope)
                        .filter(kept -> kept.memory().status() != Status.RETRACTED)
                        .toList();
        found.forEach(kept -> retract(kept, act.reason(), act));
        if (!found.isEmpty()) {
            changed();
        }
        hideAll(tenant, scope);
        drop(records.held(tenant, scope));
        records.pending.entrySet().stream()
                .filter(waiting -> waiting.getValue().tenant().equals(tenant))
                .filter(waiting -> scope.finds(waiting.getValue().scope()))
                .toList()
                .forEach(waiting -> records.remove(records.pending, waiting.getKey()));
        return found.size();
    }

    void drop(Stream<KeptAside> held) {
        held.toList().forEach(aside -> records.remove(records.held, aside.draft().id()));
    }

    private void hideAll(Tenant tenant, Scope scope) {
        records.turnsOf(tenant)
                .map(KeptTurn::turn)
                .filter(turn -> scope.finds(turn.scope()))
                .forEach(turn -> records.remove(records.rawTurns, turn.id()));
    }

    /** Notes that a memory was recalled. */
    void note(RecallNote note) {
        records.kept(note.tenant(), note.memory())
                .filter(kept -> note.entry().scope().finds(kept.memory().scope()))
                .ifPresent(kept ->
                        records.put(
                                records.recalls,
                                note.memory(),
                                onceMore(records.recallsOf(kept), note.entry())));
    }

    private static Recalls onceMore(Recalls before, RecallEntry entry) {
        Instant at = millis(entry.at());
        Instant first = before.first();
        Instant last = before.last();
        RecallEntry latest =
                new RecallEntry(at, entry.scope(), entry.use(), entry.rank(), entry.score());
        return new Recalls(
                before.times() + 1,
                first == null || at.isBefore(first) ? at : first,
                last == null || at.isAfter(last) ? at : last,
                Stream.concat(Stream.of(latest), before.latest().stream())
                        .limit(Recalls.LATEST_MAX)
                        .toList());
    }

    Kept require(Tenant tenant, MemoryId id) {
        return records.kept(tenant, id)
                .orElseThrow(() ->
                        new InvalidRequestException(
                                ErrorCode.NOT_FOUND,
                                "There is no memory %s; it never was, or it was erased."
                                        .formatted(id)));
    }

    void embed(Kept kept, float[] vector) {
        put(
                kept.with(MemoryEdit.of(kept.memory()).revision(position).build())
                        .with(vector.clone()));
    }

    void put(Kept kept) {
        records.put(records.memories, kept.memory().id(), kept);
        kept.evidence().forEach(evidence -> records.remove(records.rawTurns, evidence.turn()));
        records.put(records.versions, kept.owner(), position);
    }

    void record(
            Tenant tenant,
            MemoryId id,
            Event event,
            @Nullable String oldText,
            @Nullable String newText,
            String reason,
            Act act) {
        append(
                tenant,
                new HistoryEntry(
                        id, event, oldText, newText, act.actor(), reason, millis(act.at())));
    }

    void append(Tenant tenant, HistoryEntry entry) {
        List<HistoryEntry> entries = new ArrayList<>(records.historyOf(tenant, entry.memory()));
        entries.add(entry);
        records.put(
                records.history,
                new Own<>(tenant, entry.memory()),
                Collections.unmodifiableList(entries));
    }

    /** The scope as the write sees it. */
    private final class View implements ScopeView {

        private final Owner owner;

        View(Owner owner) {
            this.owner = owner;
        }

        @Override
        public long version() {
            return Objects.requireNonNullElse(records.versions.get(owner), 0L);
        }

        @Override
        public Optional<Memory> withFingerprint(String fingerprint) {
            return records.active(owner, fingerprint).map(records::whole);
        }

        @Override
        public Optional<Memory> active(MemoryId id) {
            return records.active(owner, id).map(records::whole);
        }

        @Override
        public List<Memory> withTopics(Set<String> topics, Status status) {
            return records.with(topics, status, owner)
                    .limit(TOPIC_MEMORIES_MAX)
                    .map(records::whole)
                    .toList();
        }
    }
}
