package dev.recall4j.sqlite;

import dev.recall4j.model.Filter;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Order;
import dev.recall4j.model.Page;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One page of a list. The query orders keys of the scopes that are found, and nothing else; rows
 * are read one by one until the page is full, so a filter that few pass reads much and keeps
 * little.
 */
final class Listing {

    private final Tables tables;
    private final ListRequest request;
    private final String sql;
    private final List<Object> values;

    Listing(Tables tables, Tenant tenant, ListRequest request, Instant now) {
        this.tables = tables;
        this.request = request;
        ScopeRows.Finding finding = ScopeRows.Finding.of(tenant, request.scope());
        this.values = new ArrayList<>(finding.values());
        this.sql =
                "SELECT m.seq FROM scopes s CROSS JOIN memories m ON m.scope = s.seq WHERE "
                        + finding.condition()
                        + statuses(now)
                        + behindCursor()
                        + " ORDER BY "
                        + orderBy();
    }

    private String statuses(Instant now) {
        return request.statuses().stream()
                .sorted()
                .map(status -> status(status, now))
                .collect(Collectors.joining(" OR ", " AND (", ")"));
    }

    private String status(Status status, Instant now) {
        return switch (status) {
            case SUPERSEDED, RETRACTED -> "m.status = '" + status + "'";
            case ACTIVE -> {
                values.add(now.toEpochMilli());
                yield "(m.status = 'ACTIVE' AND (m.expires_at IS NULL OR m.expires_at > ?))";
            }
            case EXPIRED -> {
                values.add(now.toEpochMilli());
                yield "(m.status = 'ACTIVE' AND m.expires_at <= ?)";
            }
        };
    }

    private String behindCursor() {
        if (request.cursor() == null) {
            return "";
        }
        Cursor cursor = Cursor.decode(request.cursor(), request.order());
        values.add(cursor.time());
        values.add(cursor.id());
        return " AND (m.%s, m.id) %s (?, ?)"
                .formatted(column(), request.order() == Order.OLDEST_FIRST ? ">" : "<");
    }

    private String orderBy() {
        String direction = request.order() == Order.OLDEST_FIRST ? "" : " DESC";
        return "m." + column() + direction + ", m.id" + direction;
    }

    private String column() {
        return request.order() == Order.LAST_UPDATED_FIRST ? "updated_at" : "created_at";
    }

    Page<Memory> page() {
        List<MemoryRows.Kept> found = new ArrayList<>();
        tables.memories()
                .eachSeq(
                        sql,
                        seq -> {
                            MemoryRows.Kept kept = tables.memories().kept(seq);
                            if (passes(kept.memory())) {
                                found.add(kept);
                            }
                            return found.size() <= request.limit();
                        },
                        values.toArray());
        boolean more = found.size() > request.limit();
        List<MemoryRows.Kept> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                shown.stream().map(tables.memories()::whole).toList(),
                more
                        ? Cursor.behind(shown.getLast().memory(), request.order())
                                .encoded(request.order())
                        : null);
    }

    private boolean passes(Memory memory) {
        Filter filter = request.filter();
        return filter == null || filter.test(memory);
    }
}
