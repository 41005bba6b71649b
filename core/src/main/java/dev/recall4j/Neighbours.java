package dev.recall4j;

import dev.recall4j.model.Filter;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.spi.Journal;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the memories that a statement may have to do with. Thread-safe. */
final class Neighbours {

    private static final int CANDIDATES = 20;

    /** A quotation follows what was drawn from it. */
    private static final Filter STATEMENTS = Filter.ne("categories", Memory.QUOTATION);

    private final Journal journal;
    private final Index index;
    private final Projection projection;
    private final Clock clock;

    /**
     * Statements less alike than this have nothing to do with each other. It is low: who tells that
     * something is over says it in other words ("is single", "is seeing Theo"), and there is a
     * limit to how many are looked at.
     */
    private final double alike;

    Neighbours(
            Journal journal, Index index, Projection projection, Embedder.Band band, Clock clock) {
        this.journal = journal;
        this.index = index;
        this.projection = projection;
        this.clock = clock;
        this.alike = band.floor() + (band.ceiling() - band.floor()) / 4;
    }

    /** Active memories of exactly a scope that are like a statement, the most alike first. */
    List<Memory> of(Tenant tenant, Scope scope, String text, float[] vector, int limit) {
        IndexQuery query =
                new IndexQuery(
                        tenant,
                        scope,
                        STATEMENTS,
                        text,
                        vector,
                        CANDIDATES,
                        clock.instant(),
                        Among.CURRENT);
        List<MemoryId> found =
                projection
                        .read(journal.operator().position(), () -> index.search(query))
                        .hits()
                        .stream()
                        .filter(hit -> hit.signal() == Signal.DENSE && hit.score() >= alike)
                        .sorted(Comparator.comparingDouble(Hit::score).reversed())
                        .map(Hit::memory)
                        .toList();
        Map<MemoryId, Memory> memories = journal.memories(tenant, found);
        return found.stream()
                .map(memories::get)
                .filter(Objects::nonNull)
                .filter(memory -> memory.status() == Status.ACTIVE && memory.scope().equals(scope))
                .limit(limit)
                .toList();
    }
}
