package dev.recall4j.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.model.Field;
import dev.recall4j.model.Filter;
import dev.recall4j.model.Filter.Operand;
import dev.recall4j.model.Filter.Operator;
import dev.recall4j.model.InvalidRequestException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Filters from and to JSON.
 *
 * <pre>{@code
 * {"team": "red"}                                   team equals red
 * {"team": {"in": ["red", "blue"]}, "n": {"gte": 3, "lt": 9}}   all of these
 * {"or": [{"due": {"exists": false}}, {"not": {"due": {"lt": "2024-05-08"}}}]}
 * }</pre>
 *
 * <p>{@code and} and {@code or} take a list of filters, {@code not} takes one; all three may be
 * written in capitals. Whatever is not understood is refused.
 */
public final class FilterJson {

    /** Above any number that metadata can hold; keeps arithmetic on them cheap. */
    private static final int EXPONENT_MAX = 500;

    private static final Set<String> CONNECTIVES = Set.of("and", "or", "not");

    private static final String EXAMPLE = "{\"team\":\"red\"}";

    private FilterJson() {}

    /**
     * @throws InvalidRequestException if it is not JSON, not a filter, or too large
     */
    public static Filter parse(String json) {
        return filter(Json.readTree("the filter", EXAMPLE, json), 1);
    }

    /**
     * The JSON from which {@link #parse} makes an equal filter.
     *
     * @throws InvalidRequestException if it looks for a metadata value that equals a time, which
     *     JSON cannot tell from a string
     */
    public static String write(Filter filter) {
        return Json.write(tree(filter));
    }

    private static Filter filter(JsonNode tree, int depth) {
        if (!tree.isObject() || tree.isEmpty()) {
            throw new InvalidRequestException(
                    "A filter is %s; give an object with a condition, such as {\"team\":\"red\"}."
                            .formatted(shape(tree)));
        }
        if (depth > Filter.DEPTH_MAX) {
            throw new InvalidRequestException(
                    "The filter is nested deeper than %d levels.".formatted(Filter.DEPTH_MAX));
        }
        return all(tree.properties().stream().map(entry -> part(entry, depth)).toList());
    }

    private static Filter all(List<Filter> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
    }

    private static Filter part(Entry<String, JsonNode> entry, int depth) {
        JsonNode value = entry.getValue();
        return switch (entry.getKey()) {
            case "and", "AND" -> new Filter.And(filters("and", value, depth));
            case "or", "OR" -> new Filter.Or(filters("or", value, depth));
            case "not", "NOT" -> new Filter.Not(filter(value, depth + 1));
            default -> condition(requireField(entry.getKey()), value);
        };
    }

    /** A connective in mixed case is more likely a slip than a field. */
    private static String requireField(String name) {
        if (CONNECTIVES.contains(name.toLowerCase(Locale.ROOT))) {
            throw new InvalidRequestException(
                    "The filter has '%s'; write %s, or metadata.%s for a field of that name."
                            .formatted(name, name.toLowerCase(Locale.ROOT), name));
        }
        return name;
    }

    private static List<Filter> filters(String name, JsonNode list, int depth) {
        if (!list.isArray() || list.isEmpty()) {
            throw new InvalidRequestException(
                    "The filter %s has %s; give a list of filters.".formatted(name, shape(list)));
        }
        List<Filter> parts = new ArrayList<>();
        list.forEach(part -> parts.add(filter(part, depth + 1)));
        return parts;
    }

    private static Filter condition(String field, JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> conditions(field, value);
            case ARRAY ->
                    throw new InvalidRequestException(
                            "The filter on '%s' is a list; write {\"in\":[...]} for any of them."
                                    .formatted(Json.shortened(field)));
            default -> Filter.eq(field, operand(value));
        };
    }

    private static Filter conditions(String field, JsonNode operators) {
        if (operators.isEmpty()) {
            throw new InvalidRequestException(
                    "The filter on '%s' is empty; give an operator and a value."
                            .formatted(Json.shortened(field)));
        }
        return all(
                operators.properties().stream()
                        .map(entry -> condition(field, entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Filter condition(String field, String operatorName, JsonNode value) {
        Operator operator = operator(operatorName);
        boolean many = operator == Operator.IN || operator == Operator.NIN;
        if (many != value.isArray()) {
            throw new InvalidRequestException(
                    "The operator %s has %s; give %s."
                            .formatted(
                                    operator.code(), shape(value), many ? "a list" : "one value"));
        }
        return many
                ? Filter.condition(field, operator, operands(value))
                : Filter.condition(field, operator, operand(value));
    }

    private static Operator operator(String name) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.code().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidRequestException(
                                "There is no operator '%s'; use one of %s."
                                        .formatted(Json.shortened(name), operators())));
    }

    private static String operators() {
        return Arrays.stream(Operator.values())
                .map(Operator::code)
                .collect(Collectors.joining(", "));
    }

    private static Object[] operands(JsonNode list) {
        List<Object> operands = new ArrayList<>();
        list.forEach(value -> operands.add(operand(value)));
        return operands.toArray();
    }

    private static Object operand(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(value.decimalValue());
            default ->
                    throw new InvalidRequestException(
                            "A filter value is %s; use a string, number or boolean."
                                    .formatted(shape(value)));
        };
    }

    private static BigDecimal number(BigDecimal number) {
        if (Math.abs((long) number.precision() - number.scale()) > EXPONENT_MAX) {
            throw new InvalidRequestException("A filter value is a number out of range.");
        }
        return number;
    }

    private static String shape(JsonNode tree) {
        String empty = tree.isContainerNode() && tree.isEmpty() ? "an empty " : "a JSON ";
        return empty + MetadataJson.kind(tree);
    }

    private static JsonNode tree(Filter filter) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        switch (filter) {
            case Filter.And and -> tree.set("and", trees(and.parts()));
            case Filter.Or or -> tree.set("or", trees(or.parts()));
            case Filter.Not not -> tree.set("not", tree(not.part()));
            case Filter.Condition condition ->
                    tree.putObject(condition.field().key())
                            .set(condition.operator().code(), operandTree(condition));
        }
        return tree;
    }

    private static ArrayNode trees(List<Filter> filters) {
        ArrayNode trees = JsonNodeFactory.instance.arrayNode();
        filters.forEach(filter -> trees.add(tree(filter)));
        return trees;
    }

    private static JsonNode operandTree(Filter.Condition condition) {
        return switch (condition.operator()) {
            case IN, NIN -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                condition.operands().forEach(o -> list.add(tree(condition, o)));
                yield list;
            }
            default -> tree(condition, condition.operand());
        };
    }

    private static JsonNode tree(Filter.Condition condition, Operand operand) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (operand) {
            case Operand.Text text -> nodes.textNode(text.value());
            case Operand.Num num -> nodes.numberNode(num.value());
            case Operand.Flag flag -> nodes.booleanNode(flag.value());
            case Operand.Time time -> {
                requireReadAsTime(condition);
                yield nodes.textNode(time.value().toString());
            }
        };
    }

    private static void requireReadAsTime(Filter.Condition condition) {
        boolean equality =
                switch (condition.operator()) {
                    case EQ, NE, IN, NIN -> true;
                    default -> false;
                };
        if (equality && condition.field() instanceof Field.InMetadata) {
            throw new InvalidRequestException(
                    "The filter on '%s' equals a time, which JSON cannot say; use gte and lte."
                            .formatted(Json.shortened(condition.field().key())));
        }
    }
}
