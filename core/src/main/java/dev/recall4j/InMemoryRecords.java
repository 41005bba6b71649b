package dev.recall4j;

import dev.recall4j.model.Draft;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Held;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Hindsight;
import dev.recall4j.spi.PendingHearing;
import dev.recall4j.spi.RawTurn;
import dev.recall4j.spi.Surroundings;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an in-memory journal holds. All values are immutable, and every change of a map goes through
 * {@link #put} and {@link #remove}, which remember how to take it back. Not thread-safe.
 */
final class InMemoryRecords {

    long position;
    @Nullable EmbedderInfo embedder;

    final Map<TurnId, KeptTurn> turns = new HashMap<>();
    final Map<Own<TurnId>, Boolean> erasedTurns = new HashMap<>();
    final Map<TurnId, Boolean> rawTurns = new HashMap<>();
    final TreeMap<Long, PendingHearing> pending = new TreeMap<>();
    final Map<MemoryId, KeptAside> held = new HashMap<>();

    /** In the order they were added. */
    final Map<MemoryId, Kept> memories = new LinkedHashMap<>();

    final Map<Own<MemoryId>, Tombstone> tombstones = new HashMap<>();
    final Map<Own<MemoryId>, List<HistoryEntry>> history = new HashMap<>();
    final Map<MemoryId, Recalls> recalls = new HashMap<>();
    final Map<Owner, Long> versions = new HashMap<>();
    private final Map<Owner, Long> places = new HashMap<>();

    private long lastSequence;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    /** An id as one tenant means it. */
    record Own<T>(Tenant tenant, T id) {}

    /** One scope of one tenant. */
    record Owner(Tenant tenant, Scope scope) {}

    /**
     * A turn.
     *
     * @param sequence counts turns in the order they were kept
     * @param place counts those of its scope
     */
    record KeptTurn(long sequence, long place, Tenant tenant, HeardTurn turn) {}

    /**
     * A memory.
     *
     * @param memory without its sources
     * @param evidence in no order
     */
    record Kept(Tenant tenant, Memory memory, Gist gist, List<Evidence> evidence, float[] vector) {

        boolean isActive() {
            return memory.status() == Status.ACTIVE;
        }

        Own<MemoryId> id() {
            return new Own<>(tenant, memory.id());
        }

        Owner owner() {
            return new Owner(tenant, memory.scope());
        }

        Kept with(Memory changed) {
            return new Kept(tenant, changed, gist, evidence, vector);
        }

        Kept with(List<Evidence> changed) {
            return new Kept(tenant, memory, gist, changed, vector);
        }

        Kept with(float[] changed) {
            return new Kept(tenant, memory, gist, evidence, changed);
        }
    }

    /**
     * A candidate that is held.
     *
     * @param sequence counts them in the order they came
     */
    record KeptAside(long sequence, Owner owner, Draft draft, ReasonCode code, Instant at) {}

    /** What is left of an erased memory. */
    record Tombstone(Instant erasedAt, long position) {}

    <K, V> void put(Map<K, V> map, K key, V value) {
        V before = map.put(key, value);
        undo.push(() -> restore(map, key, before));
    }

    <K, V> void remove(Map<K, V> map, K key) {
        V before = map.remove(key);
        undo.push(() -> restore(map, key, before));
    }

    private static <K, V> void restore(Map<K, V> map, K key, @Nullable V before) {
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
    }

    void keepChanges() {
        undo.clear();
    }

    void takeChangesBack() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    long nextSequence() {
        return ++lastSequence;
    }

    /** The number of the next turn of a scope. */
    long nextPlace(Owner owner) {
        long next = places.getOrDefault(owner, 0L) + 1;
        put(places, owner, next);
        return next;
    }

    /** A scope of which nothing is kept any more is as one that never was. */
    void forgetEmptyScopes(Tenant tenant) {
        Set<Owner> holding = new HashSet<>();
        memories.values().forEach(kept -> holding.add(kept.owner()));
        turns.values().forEach(kept -> holding.add(new Owner(kept.tenant(), kept.turn().scope())));
        Stream.concat(versions.keySet().stream(), places.keySet().stream())
                .filter(owner -> owner.tenant().equals(tenant) && !holding.contains(owner))
                .toList()
                .forEach(owner -> {
                    remove(versions, owner);
                    remove(places, owner);
                });
    }

    Optional<Kept> kept(Tenant tenant, MemoryId id) {
        return Optional.ofNullable(memories.get(id)).filter(kept -> kept.tenant().equals(tenant));
    }

    Optional<Kept> active(Owner owner, MemoryId id) {
        return kept(owner.tenant(), id)
                .filter(kept -> kept.isActive() && kept.owner().equals(owner));
    }

    Optional<Kept> active(Owner owner, String fingerprint) {
        return memories.values().stream()
                .filter(kept -> kept.isActive() && kept.gist().fingerprint().equals(fingerprint))
                .filter(kept -> kept.owner().equals(owner))
                .findFirst();
    }

    /** Newest first. */
    Stream<Kept> with(Set<String> topics, Status status, Owner owner) {
        List<Kept> found =
                memories.values().stream()
                        .filter(kept -> kept.memory().status() == status)
                        .filter(kept -> kept.owner().equals(owner))
                        .filter(kept -> !Collections.disjoint(kept.gist().topics(), topics))
                        .toList();
        return found.reversed().stream()
                .sorted(Comparator.comparing((Kept kept) -> kept.memory().createdAt()).reversed());
    }

    /** In the order they came. */
    Stream<KeptAside> held(Tenant tenant, Scope scope) {
        return held.values().stream()
                .filter(aside -> aside.owner().tenant().equals(tenant))
                .filter(aside -> scope.finds(aside.owner().scope()))
                .sorted(Comparator.comparingLong(KeptAside::sequence));
    }

    Held shown(KeptAside aside) {
        Evidence evidence = aside.draft().evidence().getFirst();
        HeardTurn turn = Objects.requireNonNull(turns.get(evidence.turn())).turn();
        Source source =
                new Source(
                        evidence,
                        turn.turn().speaker(),
                        turn.turn().text(),
                        turn.saidAt().toInstant());
        return new Held(aside.owner().scope(), aside.draft(), source, aside.code(), aside.at());
    }

    boolean wasErased(Tenant tenant, MemoryId id) {
        return tombstones.containsKey(new Own<>(tenant, id));
    }

    boolean wasErased(Tenant tenant, TurnId id) {
        return erasedTurns.containsKey(new Own<>(tenant, id));
    }

    List<HistoryEntry> historyOf(Tenant tenant, MemoryId id) {
        return history.getOrDefault(new Own<>(tenant, id), List.of());
    }

    Recalls recallsOf(Kept kept) {
        return recalls.getOrDefault(kept.memory().id(), Recalls.NONE);
    }

    /** In the order of creation. */
    Stream<Kept> of(Tenant tenant) {
        return memories.values().stream()
                .filter(kept -> kept.tenant().equals(tenant))
                .sorted(
                        Comparator.comparing((Kept kept) -> kept.memory().createdAt())
                                .thenComparing(kept -> kept.memory().id().value()));
    }

    Stream<Kept> found(Tenant tenant, Scope scope) {
        return of(tenant).filter(kept -> scope.finds(kept.memory().scope()));
    }

    /** In the order they were kept. */
    Stream<KeptTurn> turnsOf(Tenant tenant) {
        return turns.values().stream()
                .filter(turn -> turn.tenant().equals(tenant))
                .sorted(Comparator.comparingLong(KeptTurn::sequence));
    }

    /** The text of the turn that has an external id in exactly this scope. */
    Optional<String> known(Owner owner, @Nullable String externalId) {
        return externalId == null
                ? Optional.empty()
                : turns.values().stream()
                        .filter(kept -> externalId.equals(kept.turn().turn().externalId()))
                        .filter(kept -> isOf(owner, kept))
                        .map(kept -> kept.turn().turn().text())
                        .findFirst();
    }

    /** Whether the turn is kept in exactly this scope. */
    boolean isKept(Owner owner, TurnId id) {
        KeptTurn kept = turns.get(id);
        return kept != null && isOf(owner, kept);
    }

    private static boolean isOf(Owner owner, KeptTurn kept) {
        return kept.tenant().equals(owner.tenant()) && kept.turn().scope().equals(owner.scope());
    }

    /** The memory with its sources. */
    Memory whole(Kept kept) {
        List<Evidence> shown = new ArrayList<>(inOrder(kept.evidence()));
        int hidden = shown.size() - Provenance.SOURCES_SHOWN;
        if (hidden > 0) {
            shown.subList(1, 1 + hidden).clear();
        }
        return MemoryEdit.of(kept.memory())
                .sources(shown.stream().map(this::source).toList())
                .build();
    }

    /** The memory as it was known at a time. */
    Optional<Memory> knownAt(Kept kept, Instant time) {
        List<Evidence> heard =
                kept.evidence().stream()
                        .filter(evidence -> !turn(evidence).turn().heardAt().isAfter(time))
                        .toList();
        return Hindsight.of(
                whole(kept.with(heard)), historyOf(kept.tenant(), kept.memory().id()), time);
    }

    /** What an index gets of a memory. */
    Change.Upsert upsert(Kept kept, Memory memory) {
        return new Change.Upsert(
                memory.revision(), kept.tenant(), memory, kept.vector(), firstTurn(kept));
    }

    /** The number of the turn that the first source is from; 0 if no source is left. */
    long firstTurn(Kept kept) {
        return first(kept).map(KeptTurn::place).orElse(0L);
    }

    private Optional<KeptTurn> first(Kept kept) {
        return inOrder(kept.evidence()).stream().findFirst().map(this::turn);
    }

    List<RawTurn> rawTurnsAround(Kept kept) {
        return first(kept).stream().flatMap(this::rawTurnsAround).toList();
    }

    private Stream<RawTurn> rawTurnsAround(KeptTurn first) {
        Instant saidAt = first.turn().saidAt().toInstant();
        return rawTurnsWithinReach(first)
                .filter(raw -> Surroundings.together(raw.turn().saidAt().toInstant(), saidAt))
                .sorted(Comparator.comparingLong(KeptTurn::place))
                .map(raw -> new RawTurn(raw.turn(), (int) (raw.place() - first.place())));
    }

    private Stream<KeptTurn> rawTurnsWithinReach(KeptTurn middle) {
        Owner owner = new Owner(middle.tenant(), middle.turn().scope());
        return rawTurns.keySet().stream()
                .map(id -> Objects.requireNonNull(turns.get(id)))
                .filter(raw -> isOf(owner, raw))
                .filter(raw -> isNear(raw, middle));
    }

    /** Whether a memory that expires was drawn from a turn within reach. */
    boolean mayRepeatWhatExpires(TurnId id) {
        KeptTurn turn = Objects.requireNonNull(turns.get(id));
        Owner owner = new Owner(turn.tenant(), turn.turn().scope());
        return memories.values().stream()
                .filter(kept -> kept.memory().expiresAt() != null && kept.owner().equals(owner))
                .flatMap(kept -> kept.evidence().stream())
                .anyMatch(e -> isNear(turn(e), turn));
    }

    /** Hides what may repeat a memory. */
    void hideEchoes(Kept kept) {
        kept.evidence().forEach(evidence -> hideAround(turn(evidence)));
    }

    /** Active quotations drawn from a turn, or from one that is near it. */
    List<Kept> quotationsAround(TurnId id) {
        KeptTurn middle = Objects.requireNonNull(turns.get(id));
        Owner owner = new Owner(middle.tenant(), middle.turn().scope());
        return memories.values().stream()
                .filter(kept -> kept.isActive() && kept.owner().equals(owner))
                .filter(kept -> kept.memory().isQuotation())
                .filter(kept -> kept.evidence().stream().anyMatch(e -> isNear(turn(e), middle)))
                .toList();
    }

    private static boolean isNear(KeptTurn turn, KeptTurn other) {
        return Math.abs(turn.place() - other.place()) <= Surroundings.REACH;
    }

    /** Hides what may repeat a turn. */
    void hideAround(KeptTurn turn) {
        rawTurnsWithinReach(turn).toList().forEach(raw -> remove(rawTurns, raw.turn().id()));
    }

    private Source source(Evidence evidence) {
        HeardTurn heard = turn(evidence).turn();
        return new Source(
                evidence, heard.turn().speaker(), heard.turn().text(), heard.saidAt().toInstant());
    }

    Instant saidAt(Evidence evidence) {
        return turn(evidence).turn().saidAt().toInstant();
    }

    private KeptTurn turn(Evidence evidence) {
        return Objects.requireNonNull(turns.get(evidence.turn()));
    }

    /** Evidence in the order it was said. */
    List<Evidence> inOrder(List<Evidence> evidence) {
        return evidence.stream()
                .sorted(
                        Comparator.comparing((Evidence e) -> turn(e).turn().saidAt().toInstant())
                                .thenComparing(e -> turn(e).sequence())
                                .thenComparing(Evidence::start)
                                .thenComparing(Evidence::end))
                .toList();
    }
}
