package dev.recall4j;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryExplanation;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Journal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Why a memory of a tenant is what it is, and which memories took the place of which; bounded. */
final class Descent {

    private final Journal journal;
    private final Tenant tenant;
    private final Instant now;

    Descent(Journal journal, Tenant tenant, Instant now) {
        this.journal = journal;
        this.tenant = tenant;
        this.now = now;
    }

    MemoryExplanation explained(Memory memory) {
        return new MemoryExplanation(
                memory,
                journal.history(tenant, memory.id()),
                older(memory),
                newer(memory),
                journal.recalls(tenant, memory.id()));
    }

    private List<Memory> older(Memory memory) {
        List<Memory> older = new ArrayList<>();
        Set<MemoryId> seen = new HashSet<>(Set.of(memory.id()));
        Deque<MemoryId> next = new ArrayDeque<>(List.of(memory.id()));
        while (!next.isEmpty()) {
            int room = MemoryExplanation.CHAIN_MAX - older.size();
            for (Memory found : journal.predecessors(tenant, next.remove(), room)) {
                if (seen.add(found.id())) {
                    older.add(found.asReadAt(now));
                    next.add(found.id());
                }
            }
        }
        return older;
    }

    private List<Memory> newer(Memory memory) {
        List<Memory> newer = new ArrayList<>();
        Set<MemoryId> seen = new HashSet<>(Set.of(memory.id()));
        MemoryId next = memory.supersededBy();
        while (next != null && newer.size() < MemoryExplanation.CHAIN_MAX && seen.add(next)) {
            Memory found = journal.memory(tenant, next).orElse(null);
            if (found != null) {
                newer.add(found.asReadAt(now));
            }
            next = found == null ? null : found.supersededBy();
        }
        return newer;
    }
}
