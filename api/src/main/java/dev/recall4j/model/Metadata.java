package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller attaches to turns and memories: named values as JSON knows them.
 *
 * <p>A value is a {@link String}, a {@link Boolean}, a number ({@link Long}, {@link Double}, or
 * {@link BigDecimal} where neither is exact), a {@link List} of values, or a {@link Map} from names
 * to values. Other Java numbers are converted to these; dates and times become their ISO-8601 text,
 * which filters compare as points in time. The maps and lists are copies and cannot be changed.
 *
 * @param values the values by name, in the order given
 */
public record Metadata(Map<String, Object> values) {

    public static final Metadata EMPTY = new Metadata(Map.of());

    private static final int ENTRIES_MAX = 1_000;
    private static final int DEPTH_MAX = 8;
    private static final int NAME_LENGTH_MAX = 256;
    private static final int LENGTH_MAX = 1_000_000;

    /**
     * @throws InvalidRequestException if there is a null, a type that JSON does not know, a number
     *     that is not finite, malformed text, more than 8 levels, more than 1,000 entries at one
     *     level, or more than a million characters and values in all
     */
    public Metadata {
        values = new Copying().map(values, 1);
    }

    public static Metadata of(Map<String, ?> values) {
        return new Metadata(Collections.unmodifiableMap(values));
    }

    public static Metadata of(String name, Object value) {
        return of(Map.of(name, value));
    }

    /** The value at a name, or at a path of names joined by dots, if there is one. */
    public Optional<Object> value(String path) {
        Object direct = values.get(path);
        return direct != null ? Optional.of(direct) : nested(values, path);
    }

    private static Optional<Object> nested(Map<?, ?> map, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return Optional.ofNullable(map.get(path));
        }
        return map.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? nested(inner, path.substring(dot + 1))
                : Optional.empty();
    }

    /**
     * These values and the other's; where both have a name, the other's value stands.
     *
     * @throws InvalidRequestException if they are too many together
     */
    public Metadata with(Metadata other) {
        if (other.values.isEmpty()) {
            return this;
        }
        if (values.isEmpty()) {
            return other;
        }
        Map<String, Object> merged = new LinkedHashMap<>(values);
        merged.putAll(other.values);
        return new Metadata(merged);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * One copy under way. It counts as it goes: a list that holds another one many times, and that
     * one another, can be small in memory and endless to walk.
     */
    private static final class Copying {

        private long length;

        private void count(int more) {
            length += more;
            if (length > LENGTH_MAX) {
                throw new InvalidRequestException(
                        "The metadata has more than %,d characters and values; store less."
                                .formatted(LENGTH_MAX));
            }
        }

        private Map<String, Object> map(Map<?, ?> source, int depth) {
            requireSize(source.size(), depth);
            Map<String, Object> copy = new LinkedHashMap<>();
            source.forEach((name, value) -> copy.put(name(name), valueOf(value, depth)));
            return Collections.unmodifiableMap(copy);
        }

        private String name(@Nullable Object name) {
            if (!(name instanceof String text)) {
                throw new InvalidRequestException("A metadata name is not a string; use strings.");
            }
            count(text.length());
            return Texts.require("metadata name", text, NAME_LENGTH_MAX);
        }

        private Object valueOf(@Nullable Object value, int depth) {
            count(1);
            return switch (value) {
                case null ->
                        throw new InvalidRequestException(
                                "A metadata value is null; leave the name out instead.");
                case String text -> string(text);
                case Boolean flag -> flag;
                case Number number -> number(number);
                case Temporal time -> time.toString();
                case List<?> list -> list(list, depth + 1);
                case Map<?, ?> map -> map(map, depth + 1);
                default ->
                        throw new InvalidRequestException(
                                "A metadata value is a %s; use strings, numbers, booleans, lists or maps."
                                        .formatted(value.getClass().getSimpleName()));
            };
        }

        private String string(String text) {
            count(text.length());
            Texts.requireWellFormed("metadata value", text);
            return text;
        }

        private static Number number(Number number) {
            return switch (number) {
                case Long n -> n;
                case Integer n -> n.longValue();
                case Short n -> n.longValue();
                case Byte n -> n.longValue();
                case Double n -> finite(n);
                case Float n -> finite(n.doubleValue());
                case BigInteger n -> exact(new BigDecimal(n));
                case BigDecimal n -> exact(n);
                default ->
                        throw new InvalidRequestException(
                                "A metadata number is a %s; use a standard number type."
                                        .formatted(number.getClass().getSimpleName()));
            };
        }

        private static Double finite(double number) {
            if (!Double.isFinite(number)) {
                throw new InvalidRequestException(
                        "A metadata number is not finite; JSON has none.");
            }
            return number;
        }

        /**
         * The narrowest type that keeps the number exactly, so that equal numbers are equal values.
         */
        private static Number exact(BigDecimal number) {
            BigDecimal plain = number.stripTrailingZeros();
            if (plain.precision() - plain.scale() > 400 || plain.scale() > 400) {
                throw new InvalidRequestException(
                        "A metadata number is out of range; store it as text.");
            }
            if (plain.scale() <= 0 && plain.toBigInteger().bitLength() < Long.SIZE) {
                return plain.longValueExact();
            }
            double nearest = plain.doubleValue();
            return Double.isFinite(nearest)
                            && new BigDecimal(Double.toString(nearest)).compareTo(plain) == 0
                    ? (Number) nearest
                    : plain;
        }

        private List<Object> list(List<?> source, int depth) {
            requireSize(source.size(), depth);
            List<Object> copy = new ArrayList<>();
            source.forEach(value -> copy.add(Objects.requireNonNull(valueOf(value, depth))));
            return Collections.unmodifiableList(copy);
        }

        private static void requireSize(int entries, int depth) {
            if (entries > ENTRIES_MAX) {
                throw new InvalidRequestException(
                        "The metadata has %,d entries at one level; at most %,d are allowed."
                                .formatted(entries, ENTRIES_MAX));
            }
            if (depth > DEPTH_MAX) {
                throw new InvalidRequestException(
                        "The metadata is nested deeper than %d levels.".formatted(DEPTH_MAX));
            }
        }
    }

    /** The number of entries only. */
    @Override
    public String toString() {
        return "Metadata[entries=%d]".formatted(values.size());
    }
}
