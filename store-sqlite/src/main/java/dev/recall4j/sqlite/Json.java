package dev.recall4j.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.model.DamagedException;
import dev.recall4j.model.Metadata;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Metadata and categories as JSON, without loss: a number is read back with its value and its Java
 * type. What is empty is kept as null.
 */
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Json() {}

    static @Nullable String of(Metadata metadata) {
        return metadata.isEmpty() ? null : write(metadata.values());
    }

    static @Nullable String of(Set<String> categories) {
        return categories.isEmpty() ? null : write(categories);
    }

    static Metadata metadata(@Nullable String json) {
        return json == null ? Metadata.EMPTY : new Metadata(map(read(json)));
    }

    static Set<String> categories(@Nullable String json) {
        if (json == null) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        read(json).forEach(name -> names.add(name.textValue()));
        return names;
    }

    private static Map<String, Object> map(JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
        return values;
    }

    private static List<Object> list(JsonNode node) {
        List<Object> values = new ArrayList<>(node.size());
        node.forEach(element -> values.add(value(element)));
        return values;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case ARRAY -> list(node);
            case OBJECT -> map(node);
            case NULL, BINARY, MISSING, POJO ->
                    throw new DamagedException(
                            "The journal holds metadata of a kind that is never written; "
                                    + "restore it from a backup.");
        };
    }

    private static Number number(JsonNode node) {
        if (node.canConvertToLong() && node.isIntegralNumber()) {
            return node.longValue();
        }
        BigDecimal exact = node.decimalValue();
        double nearest = exact.doubleValue();
        boolean isDouble =
                node.isFloatingPointNumber()
                        && Double.isFinite(nearest)
                        && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
        return isDouble ? (Number) nearest : exact;
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // The cause would quote the metadata.
            throw new DamagedException(
                    "The journal holds metadata that is not JSON; restore it from a backup.");
        }
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metadata that is not JSON", e);
        }
    }
}
