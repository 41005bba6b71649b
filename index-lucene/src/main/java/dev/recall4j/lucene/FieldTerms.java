package dev.recall4j.lucene;

import dev.recall4j.model.Field;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Times;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The terms by which filters find memories. A term is the field's key, a kind, and a value; a value
 * of a kind is the same bytes whenever a condition calls it equal, and those of times and rounded
 * numbers sort as they do. Keys hold no NUL, so terms of different fields cannot be mistaken for
 * each other.
 */
final class FieldTerms {

    /** What a term says about the field. */
    enum Kind {
        PRESENT,
        STRING,
        FLAG,
        /** A number by its exact value. */
        NUMBER,
        /** A number rounded to a double, for ranges. */
        ROUNDED,
        TIME
    }

    /** Longer strings are represented by their digest. */
    private static final int STRING_BYTES_MAX = 256;

    /** The longest that a filter can name. */
    private static final int PATH_LENGTH_MAX = 256;

    private FieldTerms() {}

    static Set<BytesRef> of(Memory memory) {
        Set<BytesRef> terms = new LinkedHashSet<>();
        for (Field field : Field.OfMemory.values()) {
            add(field, memory, terms);
        }
        for (String path : paths(memory.metadata())) {
            add(new Field.InMetadata(path), memory, terms);
        }
        return terms;
    }

    private static void add(Field field, Memory memory, Set<BytesRef> terms) {
        boolean present = field instanceof Field.InMetadata;
        for (Object value : field.valuesOf(memory)) {
            present = true;
            addValue(field, value, terms);
        }
        if (present) {
            terms.add(present(field));
        }
    }

    private static void addValue(Field field, Object value, Set<BytesRef> terms) {
        switch (value) {
            case String text -> {
                terms.add(string(field, text));
                Times.parse(text).ifPresent(time -> terms.add(time(field, time)));
            }
            case Boolean flag -> terms.add(flag(field, flag));
            case BigDecimal number -> {
                terms.add(number(field, number));
                terms.add(rounded(field, number.doubleValue()));
            }
            case Instant time -> terms.add(time(field, time));
            default -> throw new IllegalArgumentException("value of " + value.getClass());
        }
    }

    static BytesRef present(Field field) {
        return term(field, Kind.PRESENT, new byte[0]);
    }

    static BytesRef string(Field field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return term(field, Kind.STRING, bytes.length <= STRING_BYTES_MAX ? bytes : digest(bytes));
    }

    static BytesRef flag(Field field, boolean flag) {
        return term(field, Kind.FLAG, new byte[] {(byte) (flag ? 1 : 0)});
    }

    static BytesRef number(Field field, BigDecimal number) {
        String canonical = number.stripTrailingZeros().toString();
        byte[] bytes = canonical.getBytes(StandardCharsets.US_ASCII);
        return term(field, Kind.NUMBER, bytes.length <= STRING_BYTES_MAX ? bytes : digest(bytes));
    }

    static BytesRef rounded(Field field, double number) {
        return term(field, Kind.ROUNDED, SortKeys.of(number));
    }

    static BytesRef time(Field field, Instant time) {
        return term(field, Kind.TIME, SortKeys.of(time));
    }

    /** Below every term of the field and kind. */
    static BytesRef first(Field field, Kind kind) {
        return term(field, kind, new byte[0]);
    }

    /** Above every term of the field and kind of at most 12 bytes. */
    static BytesRef last(Field field, Kind kind) {
        byte[] highest = new byte[SortKeys.TIME_BYTES + 1];
        Arrays.fill(highest, (byte) 0xFF);
        return term(field, kind, highest);
    }

    private static BytesRef term(Field field, Kind kind, byte[] value) {
        BytesRefBuilder term = new BytesRefBuilder();
        byte[] key = field.key().getBytes(StandardCharsets.UTF_8);
        term.append(key, 0, key.length);
        term.append((byte) 0);
        term.append((byte) kind.ordinal());
        term.append(value, 0, value.length);
        return term.toBytesRef();
    }

    /** Longer than any string that is not digested, so that the two are never equal. */
    private static byte[] digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Arrays.copyOf(digest, STRING_BYTES_MAX + 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Every name, or names joined by dots, by which the metadata has a value. */
    private static Set<String> paths(Metadata metadata) {
        Set<String> paths = new LinkedHashSet<>();
        collect("", metadata.values(), paths);
        paths.removeIf(path -> path.length() > PATH_LENGTH_MAX || metadata.value(path).isEmpty());
        return paths;
    }

    private static void collect(String prefix, Map<?, ?> values, Set<String> paths) {
        values.forEach((name, value) -> {
            paths.add(prefix + name);
            if (value instanceof Map<?, ?> inner) {
                collect(prefix + name + ".", inner, paths);
            }
        });
    }
}
