package dev.recall4j;

import dev.recall4j.InMemoryRecords.Kept;
import dev.recall4j.model.Filter;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Order;
import dev.recall4j.model.Page;
import dev.recall4j.model.Tenant;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One page of what an in-memory journal holds. A cursor names order, time and id of the last item.
 */
final class InMemoryListing {

    private static final Pattern CURSOR =
            Pattern.compile("([A-Z_]+) (-?\\d{1,18}) (.+)", Pattern.DOTALL);

    private final InMemoryRecords records;
    private final ListRequest request;

    InMemoryListing(InMemoryRecords records, ListRequest request) {
        this.records = records;
        this.request = request;
    }

    Page<Memory> page(Tenant tenant, Instant now) {
        Key behind = request.cursor() == null ? null : decode(request.cursor());
        List<Kept> found =
                records.found(tenant, request.scope())
                        .filter(kept -> passes(kept.memory(), now))
                        .sorted(Comparator.comparing(this::key, order()))
                        .filter(kept -> behind == null || order().compare(key(kept), behind) > 0)
                        .limit(request.limit() + 1L)
                        .toList();
        List<Kept> shown = found.subList(0, Math.min(found.size(), request.limit()));
        return new Page<>(
                shown.stream().map(records::whole).toList(),
                found.size() > shown.size() ? encode(key(shown.getLast())) : null);
    }

    private boolean passes(Memory memory, Instant now) {
        Filter filter = request.filter();
        return request.statuses().contains(memory.asReadAt(now).status())
                && (filter == null || filter.test(memory));
    }

    private record Key(Instant time, String id) {}

    private Key key(Kept kept) {
        Memory memory = kept.memory();
        Instant time =
                request.order() == Order.LAST_UPDATED_FIRST
                        ? memory.updatedAt()
                        : memory.createdAt();
        return new Key(time, memory.id().value());
    }

    private Comparator<Key> order() {
        Comparator<Key> ascending = Comparator.comparing(Key::time).thenComparing(Key::id);
        return request.order() == Order.OLDEST_FIRST ? ascending : ascending.reversed();
    }

    private String encode(Key key) {
        String plain = "%s %d %s".formatted(request.order(), key.time().toEpochMilli(), key.id());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private Key decode(String cursor) {
        Matcher parts = CURSOR.matcher(plain(cursor));
        if (!parts.matches() || !parts.group(1).equals(request.order().name())) {
            throw foreign();
        }
        return new Key(Instant.ofEpochMilli(Long.parseLong(parts.group(2))), parts.group(3));
    }

    private static String plain(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
    }

    private static InvalidRequestException foreign() {
        return new InvalidRequestException(
                "The cursor is not one of a list in this order; start again without a cursor.");
    }
}
