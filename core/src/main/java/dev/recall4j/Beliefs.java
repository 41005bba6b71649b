package dev.recall4j;

import dev.recall4j.model.Draft;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Status;
import dev.recall4j.spi.ScopeView;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a scope holds to be true while decisions on it are taken. Not thread-safe. */
final class Beliefs {

    private final ScopeView scope;
    private final List<Added> added = new ArrayList<>();
    private final Set<MemoryId> dropped = new HashSet<>();

    /** A draft that is to be kept. */
    private record Added(Belief belief, Draft draft) {}

    Beliefs(ScopeView scope) {
        this.scope = scope;
    }

    void add(Belief belief, Draft draft) {
        added.add(new Added(belief, draft));
    }

    /** It is not held to be true any more. */
    void drop(Belief belief) {
        dropped.add(belief.id());
        added.removeIf(one -> one.belief().id().equals(belief.id()));
    }

    Optional<MemoryId> withFingerprint(String fingerprint) {
        return Stream.concat(
                        added.stream()
                                .filter(one -> one.draft().fingerprint().equals(fingerprint))
                                .map(one -> one.belief().id()),
                        scope.withFingerprint(fingerprint).map(Memory::id).stream())
                .filter(id -> !dropped.contains(id))
                .findFirst();
    }

    /** Whether the memory of a ruling is still held to be true, and says what was ruled on. */
    boolean stillHolds(Rulings.Ruled ruled) {
        MemoryId id = ruled.memory().id();
        return !dropped.contains(id)
                && scope.active(id)
                        .filter(now -> now.text().equals(ruled.memory().text()))
                        .isPresent();
    }

    /** Those with one of these topics, the newest first. */
    List<Belief> with(Set<String> topics) {
        Stream<Belief> known =
                scope.withTopics(topics, Status.ACTIVE).stream()
                        .filter(memory -> !dropped.contains(memory.id()))
                        .map(Belief::of);
        Stream<Belief> heard =
                added.reversed().stream()
                        .filter(one -> !Collections.disjoint(one.draft().gist().topics(), topics))
                        .map(Added::belief);
        return Stream.concat(heard, known).toList();
    }

    /** What was superseded, with one of these topics. */
    Stream<Belief> pastWith(Set<String> topics) {
        return scope.withTopics(topics, Status.SUPERSEDED).stream().map(Belief::of);
    }
}
