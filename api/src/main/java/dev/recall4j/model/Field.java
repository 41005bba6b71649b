package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a filter condition looks at. */
public sealed interface Field {

    String METADATA_PREFIX = "metadata.";

    /** The name by which {@link #parse} finds it again. */
    String key();

    /**
     * The field of a name: one of the memory's own fields, such as {@code saidAt} or {@code
     * categories}, else the metadata of that name. {@code metadata.} in front always means
     * metadata.
     *
     * @throws InvalidRequestException if the name is blank
     */
    static Field parse(String name) {
        Texts.require("field name", name, 300);
        if (name.startsWith(METADATA_PREFIX)) {
            return new InMetadata(name.substring(METADATA_PREFIX.length()));
        }
        return Arrays.stream(OfMemory.values())
                .filter(field -> field.key.equals(name))
                .<Field>map(field -> field)
                .findFirst()
                .orElseGet(() -> new InMetadata(name));
    }

    /**
     * The values to compare: none if the memory does not have the field, several if it is a list.
     * Each is a {@link String}, {@link Boolean}, {@link BigDecimal} or, for the memory's own times,
     * an {@link Instant}.
     */
    List<Object> valuesOf(Memory memory);

    /** What kind of values a field of the memory has. */
    enum Type {
        STRING,
        NUMBER,
        TIME
    }

    /** A field of the memory itself. */
    enum OfMemory implements Field {
        ID("id", Type.STRING, memory -> memory.id().value()),
        TEXT("text", Type.STRING, Memory::text),
        USER("user", Type.STRING, memory -> memory.scope().user()),
        AGENT("agent", Type.STRING, memory -> memory.scope().agent()),
        APP("app", Type.STRING, memory -> memory.scope().app()),
        RUN("run", Type.STRING, memory -> memory.scope().run()),
        EXTRACTOR("extractor", Type.STRING, memory -> memory.provenance().extractor()),
        CATEGORIES("categories", Type.STRING, Memory::categories),
        OCCURRENCES("occurrences", Type.NUMBER, Memory::occurrences),
        SAID_AT("saidAt", Type.TIME, Memory::saidAt),
        LAST_SAID_AT("lastSaidAt", Type.TIME, Memory::lastSaidAt),
        CREATED_AT("createdAt", Type.TIME, Memory::createdAt),
        UPDATED_AT("updatedAt", Type.TIME, Memory::updatedAt),
        VALID_FROM("validFrom", Type.TIME, Memory::validFrom),
        VALID_TO("validTo", Type.TIME, Memory::validTo),
        EXPIRES_AT("expiresAt", Type.TIME, Memory::expiresAt);

        private final String key;
        private final Type type;
        private final Function<Memory, @Nullable Object> value;

        OfMemory(String key, Type type, Function<Memory, @Nullable Object> value) {
            this.key = key;
            this.type = type;
            this.value = value;
        }

        public Type type() {
            return type;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public List<Object> valuesOf(Memory memory) {
            return Values.of(value.apply(memory));
        }
    }

    /**
     * Something a caller attached.
     *
     * @param path the name, or names joined by dots for a value inside a map
     */
    record InMetadata(String path) implements Field {

        public InMetadata {
            Texts.require("metadata name", path, 256);
        }

        @Override
        public String key() {
            return METADATA_PREFIX + path;
        }

        @Override
        public List<Object> valuesOf(Memory memory) {
            return Values.of(memory.metadata().value(path).orElse(null));
        }
    }

    /** Flattens a value into the values that conditions compare. */
    final class Values {

        private Values() {}

        static List<Object> of(@Nullable Object value) {
            return switch (value) {
                case null -> List.of();
                case Collection<?> many ->
                        many.stream().flatMap(one -> of(one).stream()).collect(Collectors.toList());
                case BigDecimal number -> List.of(number);
                case Number number -> List.of(new BigDecimal(number.toString()));
                case String text -> List.of(text);
                case Boolean flag -> List.of(flag);
                case Instant time -> List.of(time);
                default -> List.of();
            };
        }
    }
}
