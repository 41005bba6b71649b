package dev.recall4j;

import dev.recall4j.model.Filter;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Status;
import dev.recall4j.model.Superseded;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.spi.Journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a search finds of what was known at a time. The index brings candidates by what they are
 * now, and has forgotten what was retracted since: that is looked for in an index of its own. The
 * journal tells how each was known, and what does not pass as it was then is dropped.
 *
 * @param found what is left
 * @param memories the memories found, as they were known
 */
record Hindsights(Lookup.Found found, Map<MemoryId, Memory> memories) {

    static Hindsights of(
            Journal journal,
            SearchRequest request,
            Instant time,
            IndexQuery query,
            Lookup.Found current) {
        Hits all = Lookup.joined(current.hits(), retractedSince(journal, time, query));
        Map<MemoryId, Memory> known =
                new HashMap<>(
                        journal.memoriesKnownAt(query.tenant(), all.occasions().keySet(), time));
        known.values().removeIf(memory -> !passes(memory, request, time));
        boolean demote = request.asOf() == null && request.superseded() == Superseded.DEMOTE;
        Set<MemoryId> demoted =
                known.values().stream()
                        .filter(memory -> demote && memory.status() == Status.SUPERSEDED)
                        .map(Memory::id)
                        .collect(Collectors.toSet());
        return new Hindsights(
                new Lookup.Found(all, demoted).narrowedTo(known.keySet(), demoted),
                Map.copyOf(known));
    }

    private static Hits retractedSince(Journal journal, Instant time, IndexQuery query) {
        List<Change.Upsert> retracted =
                journal.retractedSince(
                        query.tenant(), query.scope(), time, SearchRequest.RETRACTED_MAX);
        try (Index index = new InMemoryIndex()) {
            index.apply(new Changes(List.copyOf(retracted), 1, ""));
            return index.search(query);
        }
    }

    private static boolean passes(Memory memory, SearchRequest request, Instant time) {
        Filter filter = request.filter();
        return among(request).has(memory)
                && !memory.expiredAt(time)
                && (filter == null || filter.test(memory));
    }

    private static Among among(SearchRequest request) {
        if (request.asOf() != null) {
            return Among.validAt(request.asOf());
        }
        return request.superseded() == Superseded.LEAVE_OUT ? Among.CURRENT : Among.ALL;
    }

    Map<MemoryId, Memory> shown(List<Fusion.Scored> some) {
        return some.stream()
                .map(Fusion.Scored::memory)
                .filter(memories::containsKey)
                .collect(Collectors.toMap(id -> id, id -> memories.get(id)));
    }
}
