package dev.recall4j.wire;

import com.fasterxml.jackson.databind.JsonNode;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metadata from JSON. A number keeps its kind: one written without fraction and exponent is whole,
 * any other is a {@code double} if that holds it exactly as written, else a decimal.
 */
public final class MetadataJson {

    private static final String EXAMPLE = "{\"team\":\"red\"}";

    private MetadataJson() {}

    /**
     * @throws InvalidRequestException if it is not a JSON object, or holds what metadata cannot
     */
    public static Metadata parse(String json) {
        return of(Json.readTree("the metadata", EXAMPLE, json));
    }

    static Metadata of(JsonNode tree) {
        if (!tree.isObject()) {
            throw new InvalidRequestException(
                    "The metadata is a JSON %s; give an object, such as %s."
                            .formatted(kind(tree), EXAMPLE));
        }
        return new Metadata(map(tree));
    }

    static String kind(JsonNode tree) {
        return ModelTypes.code(tree.getNodeType());
    }

    private static Map<String, Object> map(JsonNode tree) {
        Map<String, Object> map = new LinkedHashMap<>();
        tree.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        return map;
    }

    private static List<Object> list(JsonNode tree) {
        List<Object> list = new ArrayList<>();
        tree.forEach(element -> list.add(value(element)));
        return list;
    }

    private static Object value(JsonNode tree) {
        return switch (tree.getNodeType()) {
            case OBJECT -> map(tree);
            case ARRAY -> list(tree);
            case STRING -> tree.textValue();
            case BOOLEAN -> tree.booleanValue();
            case NUMBER -> number(tree);
            default ->
                    throw new InvalidRequestException(
                            "A metadata value is null; leave the name out instead.");
        };
    }

    private static Number number(JsonNode number) {
        BigDecimal exact = number.decimalValue();
        if (number.isIntegralNumber()) {
            return exact;
        }
        double nearest = exact.doubleValue();
        boolean same =
                Double.isFinite(nearest)
                        && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
        return same ? (Number) nearest : exact;
    }
}
