package dev.recall4j;

import dev.recall4j.model.Filter;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Page;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Journal;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One page of what was known at a time: pages of what there is now, in whatever status, until one
 * holds something that passes as it was then.
 */
final class KnownListing {

    private final Journal journal;
    private final Tenant tenant;
    private final ListRequest request;
    private final Instant time;

    KnownListing(Journal journal, Tenant tenant, ListRequest request, Instant time) {
        this.journal = journal;
        this.tenant = tenant;
        this.request = request;
        this.time = time;
    }

    Page<Memory> page(Instant now) {
        String cursor = request.cursor();
        while (true) {
            ListRequest all =
                    ListRequest.builder(request.scope())
                            .statuses(EnumSet.allOf(Status.class))
                            .quotations(true)
                            .order(request.order())
                            .limit(request.limit())
                            .cursor(cursor)
                            .build();
            Page<Memory> page = journal.list(tenant, all, now);
            List<Memory> known = known(page.items());
            cursor = page.cursor();
            if (!known.isEmpty() || cursor == null) {
                return new Page<>(known, cursor);
            }
        }
    }

    private List<Memory> known(List<Memory> memories) {
        List<MemoryId> ids = memories.stream().map(Memory::id).toList();
        Map<MemoryId, Memory> known = journal.memoriesKnownAt(tenant, ids, time);
        return ids.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(memory -> memory.asReadAt(time))
                .filter(this::passes)
                .toList();
    }

    private boolean passes(Memory memory) {
        Filter filter = request.filter();
        return request.statuses().contains(memory.status())
                && (filter == null || filter.test(memory));
    }
}
