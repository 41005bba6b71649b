package dev.recall4j.lucene;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;

import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A memory as bytes, as far as filters look at it: sources and successor are left out. For the
 * conditions that terms cannot answer.
 */
final class KeptMemory {

    private static final Status[] STATUSES = Status.values();

    private KeptMemory() {}

    static BytesRef encode(Memory memory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, memory);
        } catch (IOException e) {
            throw new IllegalStateException("writing to an array cannot fail", e);
        }
        return new BytesRef(bytes.toByteArray());
    }

    static Memory decode(BytesRef bytes) throws IOException {
        return read(
                new DataInputStream(
                        new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length)));
    }

    private static void write(DataOutputStream out, Memory memory) throws IOException {
        writeString(out, memory.id().value());
        writeString(out, memory.scope().user());
        writeString(out, memory.scope().agent());
        writeString(out, memory.scope().app());
        writeString(out, memory.scope().run());
        writeString(out, memory.text());
        out.writeByte(memory.status().ordinal());
        writeString(out, memory.provenance().extractor());
        out.writeLong(memory.occurrences());
        writeTime(out, memory.saidAt());
        writeTime(out, memory.lastSaidAt());
        writeTime(out, memory.createdAt());
        writeTime(out, memory.updatedAt());
        writeTime(out, memory.validFrom());
        writeTime(out, memory.validTo());
        writeTime(out, memory.expiresAt());
        writeValue(out, List.copyOf(memory.categories()));
        writeValue(out, memory.metadata().values());
        out.writeLong(memory.revision());
    }

    private static Memory read(DataInputStream in) throws IOException {
        MemoryId id = MemoryId.of(readString(in));
        Scope scope =
                new Scope(
                        readOptionalString(in),
                        readOptionalString(in),
                        readOptionalString(in),
                        readOptionalString(in));
        return new Memory(
                id,
                scope,
                readString(in),
                STATUSES[in.readByte()],
                new Provenance(readString(in), List.of()),
                in.readLong(),
                readTime(in),
                readTime(in),
                readTime(in),
                readTime(in),
                readOptionalTime(in),
                readOptionalTime(in),
                null,
                readOptionalTime(in),
                readCategories(in),
                readMetadata(in),
                in.readLong());
    }

    private static Set<String> readCategories(DataInputStream in) throws IOException {
        Set<String> categories = new LinkedHashSet<>();
        for (Object category : (List<?>) readValue(in)) {
            categories.add((String) category);
        }
        return categories;
    }

    private static Metadata readMetadata(DataInputStream in) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) readValue(in)).forEach((name, value) -> values.put((String) name, value));
        return values.isEmpty() ? Metadata.EMPTY : Metadata.of(values);
    }

    private static void writeString(DataOutputStream out, @Nullable String text)
            throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable String readOptionalString(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String readString(DataInputStream in) throws IOException {
        return Objects.requireNonNull(readOptionalString(in));
    }

    private static void writeTime(DataOutputStream out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }
    }

    private static @Nullable Instant readOptionalTime(DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    }

    private static Instant readTime(DataInputStream in) throws IOException {
        return Objects.requireNonNull(readOptionalTime(in));
    }

    private static void writeValue(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case String text -> {
                out.writeByte('s');
                writeString(out, text);
            }
            case Boolean flag -> out.writeByte(flag ? 't' : 'f');
            case Long number -> {
                out.writeByte('l');
                out.writeLong(number);
            }
            case Double number -> {
                out.writeByte('d');
                out.writeDouble(number);
            }
            case BigDecimal number -> {
                out.writeByte('n');
                writeString(out, number.toString());
            }
            case List<?> list -> {
                out.writeByte('[');
                out.writeInt(list.size());
                for (Object element : list) {
                    writeValue(out, element);
                }
            }
            case Map<?, ?> map -> {
                out.writeByte('{');
                out.writeInt(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    writeString(out, (String) entry.getKey());
                    writeValue(out, entry.getValue());
                }
            }
            default -> throw new IllegalArgumentException("value of " + value.getClass());
        }
    }

    private static Object readValue(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 's' -> readString(in);
            case 't' -> true;
            case 'f' -> false;
            case 'l' -> in.readLong();
            case 'd' -> in.readDouble();
            case 'n' -> new BigDecimal(readString(in));
            case '[' -> readList(in);
            case '{' -> readMap(in);
            default -> throw new IOException("unknown kind of value " + kind);
        };
    }

    private static List<Object> readList(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(readValue(in));
        }
        return list;
    }

    private static Map<String, Object> readMap(DataInputStream in) throws IOException {
        int size = in.readInt();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(readString(in), readValue(in));
        }
        return map;
    }
}
