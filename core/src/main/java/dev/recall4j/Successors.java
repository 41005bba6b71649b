package dev.recall4j;

import dev.recall4j.model.Filter;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What took the place of a memory answers what that one would have answered, whatever its words:
 * who is asked where Ana lives, and finds that she lived in Lisbon, is to find that she moved to
 * Porto. Thread-safe.
 */
final class Successors {

    /** So many of the superseded memories found are looked at, the best ones. */
    private static final int LOOKED_AT = 10;

    /** Longer chains are not followed. */
    private static final int STEPS_MAX = 20;

    private final Journal journal;

    Successors(Journal journal) {
        this.journal = journal;
    }

    /**
     * What was found, best first, with active successors of superseded memories in it, which score
     * at least as much as these do before they are demoted.
     */
    List<Fusion.Scored> joined(
            Tenant tenant,
            SearchRequest request,
            Set<MemoryId> superseded,
            List<Fusion.Scored> ranked) {
        List<Fusion.Scored> found =
                ranked.stream()
                        .filter(one -> superseded.contains(one.memory()))
                        .limit(LOOKED_AT)
                        .toList();
        if (found.isEmpty()) {
            return ranked;
        }
        Map<MemoryId, Fusion.Scored> best = new HashMap<>();
        ranked.forEach(one -> best.put(one.memory(), one));
        for (Fusion.Scored one : found) {
            successor(tenant, request, one.memory())
                    .map(memory -> new Fusion.Scored(memory.id(), one.score(), one.gains()))
                    .ifPresent(next ->
                            best.merge(
                                    next.memory(), next, (a, b) -> a.score() >= b.score() ? a : b));
        }
        List<Fusion.Scored> joined = new ArrayList<>(best.values());
        joined.sort(Fusion.Scored.BEST_FIRST);
        return joined;
    }

    private Optional<Memory> successor(Tenant tenant, SearchRequest request, MemoryId superseded) {
        Optional<Memory> memory = journal.memory(tenant, superseded);
        for (int step = 0; step < STEPS_MAX && memory.isPresent(); step++) {
            if (memory.get().status() == Status.ACTIVE) {
                return memory.filter(found -> passes(found, request));
            }
            memory =
                    Optional.ofNullable(memory.get().supersededBy())
                            .flatMap(next -> journal.memory(tenant, next));
        }
        return Optional.empty();
    }

    private static boolean passes(Memory memory, SearchRequest request) {
        Filter filter = request.filter();
        return request.scope().finds(memory.scope()) && (filter == null || filter.test(memory));
    }
}
