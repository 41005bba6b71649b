package dev.recall4j;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Superseded;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.spi.Occasion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a search asks the index: one query, and where superseded memories are demoted a second one
 * for these alone, so that they take no place from what is current.
 *
 * @param first the query
 * @param superseded the second query, or null
 * @param whole all that either can find
 */
record Lookup(IndexQuery first, @Nullable IndexQuery superseded, IndexQuery whole) {

    /** What is left of the score of a superseded memory. */
    private static final double DEMOTION = 0.5;

    /**
     * @param query makes a query that looks among some memories
     */
    static Lookup of(SearchRequest request, Function<Among, IndexQuery> query) {
        if (request.knownAt() != null) {
            return only(query.apply(Among.ALL));
        }
        if (request.asOf() != null) {
            return only(query.apply(Among.validAt(request.asOf())));
        }
        return switch (request.superseded()) {
            case LEAVE_OUT -> only(query.apply(Among.CURRENT));
            case INCLUDE -> only(query.apply(Among.ALL));
            case DEMOTE ->
                    new Lookup(
                            query.apply(Among.CURRENT),
                            query.apply(Among.SUPERSEDED),
                            query.apply(Among.ALL));
        };
    }

    private static Lookup only(IndexQuery query) {
        return new Lookup(query, null, query);
    }

    /** Both; of what is in both, what the first says. */
    static Hits joined(Hits first, Hits second) {
        List<Hit> hits = new ArrayList<>(first.hits());
        second.hits().stream()
                .filter(hit -> !first.occasions().containsKey(hit.memory()))
                .forEach(hits::add);
        Map<MemoryId, Occasion> occasions = new HashMap<>(second.occasions());
        occasions.putAll(first.occasions());
        return new Hits(hits, occasions);
    }

    Found in(Index index) {
        Hits current = index.search(first);
        return superseded == null
                ? new Found(current, Set.of())
                : Found.of(current, index.search(superseded));
    }

    /**
     * What the index found.
     *
     * @param demoted which of it is to be demoted
     */
    record Found(Hits hits, Set<MemoryId> demoted) {

        /** What was superseded between the two searches counts as current still. */
        static Found of(Hits current, Hits superseded) {
            Set<MemoryId> demoted = new HashSet<>(superseded.occasions().keySet());
            demoted.removeAll(current.occasions().keySet());
            return new Found(
                    demoted.isEmpty() ? current : joined(current, superseded), Set.copyOf(demoted));
        }

        /** Best first, with what is left of the scores. */
        List<Fusion.Scored> demoted(List<Fusion.Scored> ranked) {
            if (demoted.isEmpty()) {
                return ranked;
            }
            return ranked.stream()
                    .map(one -> demoted.contains(one.memory()) ? one.scaled(DEMOTION) : one)
                    .sorted(Fusion.Scored.BEST_FIRST)
                    .toList();
        }

        /** Those of some memories, with others to demote. */
        Found narrowedTo(Set<MemoryId> memories, Set<MemoryId> demoted) {
            Map<MemoryId, Occasion> left = new HashMap<>(hits.occasions());
            left.keySet().retainAll(memories);
            return new Found(
                    new Hits(
                            hits.hits().stream()
                                    .filter(hit -> memories.contains(hit.memory()))
                                    .toList(),
                            left),
                    demoted);
        }

        /** Where a memory has to stand to be shown. */
        Among among(SearchRequest request, Memory memory) {
            if (request.asOf() != null) {
                return Among.validAt(request.asOf());
            }
            boolean any =
                    request.superseded() == Superseded.INCLUDE || demoted.contains(memory.id());
            return any ? Among.ALL : Among.CURRENT;
        }
    }
}
