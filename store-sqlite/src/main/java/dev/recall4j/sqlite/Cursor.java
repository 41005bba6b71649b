package dev.recall4j.sqlite;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Order;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page ended: behind the memory with this time and id. */
record Cursor(long time, String id) {

    private static final Pattern FORM =
            Pattern.compile("([A-Z_]+) (-?\\d{1,18}) (.+)", Pattern.DOTALL);

    static Cursor behind(Memory memory, Order order) {
        return new Cursor(time(memory, order).toEpochMilli(), memory.id().value());
    }

    private static Instant time(Memory memory, Order order) {
        return order == Order.LAST_UPDATED_FIRST ? memory.updatedAt() : memory.createdAt();
    }

    String encoded(Order order) {
        byte[] bytes = "%s %d %s".formatted(order, time, id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Cursor decode(String cursor, Order order) {
        Matcher parts = FORM.matcher(decoded(cursor));
        if (!parts.matches() || !parts.group(1).equals(order.name())) {
            throw foreign();
        }
        return new Cursor(Long.parseLong(parts.group(2)), parts.group(3));
    }

    private static String decoded(String cursor) {
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
