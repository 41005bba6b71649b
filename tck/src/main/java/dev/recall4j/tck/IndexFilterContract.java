package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Filter;
import dev.recall4j.model.Filter.Operator;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A filter finds exactly the memories that pass {@link Filter#test}. */
abstract class IndexFilterContract extends IndexPart {

    private static final String LONG_A = "long ".repeat(8_000) + "A";
    private static final String LONG_B = "long ".repeat(8_000) + "B";

    private static final List<Object> VALUES =
            List.of(
                    "red",
                    "Red",
                    "a red bus",
                    "",
                    "\u00C4rger",
                    "\u00E4rger",
                    "1",
                    "true",
                    LONG_A,
                    LONG_B,
                    "2024-05-08",
                    "2024-05-08T12:00:00Z",
                    "2024-05-08T14:00:00+02:00",
                    "2024-05-08T12:00:00.000000001Z",
                    "0001-01-01",
                    "9999-12-31",
                    true,
                    false,
                    0L,
                    -0.0,
                    1L,
                    1.0,
                    -1L,
                    1.5,
                    -273.15,
                    9_007_199_254_740_993L,
                    9_007_199_254_740_992L,
                    Long.MIN_VALUE,
                    new BigDecimal("1.00000000000000000001"),
                    new BigDecimal("-1e300"),
                    List.of("red", "blue", 3L),
                    List.of(),
                    List.of(List.of("deep"), "2024-05-09", 2.5, true),
                    Map.of("in", "red", "n", 5L),
                    Map.of("in", Map.of("in", "deep")));

    private static final List<String> FIELDS =
            List.of("color", "size.in", "size.in.in", "size", "metadata.color", "text", "a.b");

    private static final List<String> STRING_FIELDS =
            List.of("id", "text", "user", "agent", "app", "run", "extractor", "categories");

    private static final List<String> TIME_FIELDS =
            List.of(
                    "saidAt",
                    "lastSaidAt",
                    "createdAt",
                    "updatedAt",
                    "validFrom",
                    "validTo",
                    "expiresAt");

    private final Random random = new Random(17);
    private final List<Change.Upsert> kept = new ArrayList<>();

    static Stream<Filter> traps() {
        return Stream.of(
                Filter.eq("color", 1),
                Filter.eq("color", "1"),
                Filter.eq("color", new BigDecimal("1.000")),
                Filter.eq("color", true),
                Filter.eq("color", ""),
                Filter.ne("color", "red"),
                Filter.nin("color", "red", "blue", 1),
                Filter.in("color", 3, "deep", false),
                Filter.eq("color", LONG_A),
                Filter.contains("color", "long A"),
                Filter.contains("color", ""),
                Filter.contains("color", "red"),
                Filter.icontains("color", "RED"),
                Filter.icontains("color", "\u00C4RGER"),
                Filter.icontains("text", "WALNUT"),
                Filter.contains("text", "walnut"),
                Filter.contains("categories", "tool"),
                Filter.icontains("categories", "TOOLS"),
                Filter.gt("color", 1),
                Filter.gte("color", 1),
                Filter.lt("color", 9_007_199_254_740_993L),
                Filter.lte("color", 9_007_199_254_740_992L),
                Filter.gt("color", "2024-05-08"),
                Filter.gte("color", "2024-05-08T12:00:00.000000001Z"),
                Filter.lt("color", NOON),
                Filter.eq("color", NOON),
                Filter.eq("color", "2024-05-08T12:00:00Z"),
                Filter.gt("saidAt", NOON),
                Filter.lte("expiresAt", NOON.plusSeconds(5)),
                Filter.eq("saidAt", "2024-05-08T12:00:00Z"),
                Filter.gt("occurrences", 1.5),
                Filter.eq("occurrences", 2.0),
                Filter.exists("color"),
                Filter.exists("size.in"),
                Filter.exists("size"),
                Filter.exists("validTo"),
                Filter.condition("color", Operator.EXISTS, false),
                Filter.exists("metadata.text"),
                Filter.eq("metadata.text", "red"),
                Filter.eq("a.b", "red"),
                Filter.not(Filter.eq("color", "red")),
                Filter.not(Filter.not(Filter.contains("color", "red"))),
                Filter.not(Filter.exists("nothing")),
                Filter.and(Filter.not(Filter.exists("color")), Filter.exists("size")),
                Filter.or(Filter.eq("nothing", 1), Filter.not(Filter.gt("color", 0))));
    }

    @ParameterizedTest
    @MethodSource("traps")
    void a_filter_finds_what_the_model_says(Filter filter) {
        fill(200);

        assertAgreement(filter);
        assertAgreement(Filter.not(filter));
    }

    @Test
    void random_filters_find_what_the_model_says() {
        System.out.println("seed 17");
        fill(300);

        int found = 0;
        for (int i = 0; i < 300; i++) {
            found += assertAgreement(filter(3));
        }
        assertThat(found).as("the filters let something pass").isGreaterThan(5_000);
    }

    @Test
    void a_filter_of_very_many_conditions_is_answered() {
        fill(50);
        Filter oneOfMany = Filter.or(many(i -> Filter.eq("text", "entry " + i), 256));
        Filter manyTimesMany = Filter.and(many(i -> oneOfMany, 20));

        assertThat(assertAgreement(Filter.or(manyTimesMany, Filter.exists("color")))).isPositive();
        assertThat(assertAgreement(Filter.in("occurrences", (Object[]) numbers(1_000))))
                .isEqualTo(50);
    }

    @Test
    void a_filter_narrows_both_signals() {
        put(
                IndexSample.of("yes").text("walnut").metadata("color", "red"),
                IndexSample.of("no").text("walnut").metadata("color", "blue"));
        Filter filter = Filter.eq("color", "red");

        assertThat(found(IndexSearch.words("walnut").filter(filter))).containsExactly("yes");
        assertThat(found(IndexSearch.everything().filter(filter))).containsExactly("yes");
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            kept.add(sample(i).at(i + 1));
        }
        index.apply(new Changes(List.copyOf(kept), count, Samples.LINEAGE));
    }

    private int assertAgreement(Filter filter) {
        Set<String> expected =
                kept.stream()
                        .map(Change.Upsert::memory)
                        .filter(filter::test)
                        .map(memory -> memory.id().value())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found(IndexSearch.everything().filter(filter)))
                .as(() -> describe(filter))
                .isEqualTo(expected);
        assertThat(index.census(IndexSearch.everything().filter(filter).query()).visible())
                .isEqualTo(expected.size());
        return expected.size();
    }

    private static String describe(Filter filter) {
        return switch (filter) {
            case Filter.Condition condition -> condition + " " + shortened(condition.operands());
            case Filter.And and -> "and" + and.parts().stream().map(p -> describe(p)).toList();
            case Filter.Or or -> "or" + or.parts().stream().map(p -> describe(p)).toList();
            case Filter.Not not -> "not " + describe(not.part());
        };
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() < 200 ? text : text.substring(0, 200);
    }

    private IndexSample sample(int i) {
        IndexSample sample =
                IndexSample.of("m" + i)
                        .scope(Samples.ANA.withRun("r" + i % 3))
                        .text(pick(List.of("a walnut door", "Walnut cake", "entry " + i)))
                        .extractor("test/" + random.nextInt(3))
                        .occurrences(1 + random.nextInt(3))
                        .saidAt(NOON.plusSeconds(random.nextInt(10) - 5))
                        .validFrom(random.nextBoolean() ? NOON : null)
                        .validTo(random.nextBoolean() ? NOON.plusSeconds(3) : null)
                        .expiresAt(random.nextBoolean() ? NOON.plusSeconds(5) : null)
                        .metadata(metadata());
        return random.nextBoolean() ? sample.categories("tools", "Tools", "x") : sample;
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new java.util.HashMap<>();
        if (random.nextInt(5) > 0) {
            metadata.put("color", pick(VALUES));
        }
        if (random.nextInt(2) > 0) {
            metadata.put("size", pick(VALUES));
        }
        if (random.nextInt(3) > 0) {
            metadata.put("text", pick(VALUES));
        }
        if (random.nextInt(3) > 0) {
            metadata.put("a.b", pick(VALUES));
        }
        if (random.nextInt(3) > 0) {
            metadata.put("a", Map.of("b", pick(VALUES)));
        }
        return metadata;
    }

    private Filter filter(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1 -> Filter.and(filter(depth - 1), filter(depth - 1));
            case 2 -> Filter.or(filter(depth - 1), filter(depth - 1), filter(depth - 1));
            case 3 -> Filter.not(filter(depth - 1));
            case 4 -> ofMemory();
            default -> ofMetadata();
        };
    }

    private Filter ofMetadata() {
        String field = pick(FIELDS);
        Operator operator = pick(List.of(Operator.values()));
        boolean ownText = field.equals("text");
        return switch (operator) {
            case EXISTS -> Filter.condition(field, operator, random.nextBoolean());
            case CONTAINS, ICONTAINS ->
                    Filter.condition(field, operator, pick(List.of("red", "R", "", "deep", "a")));
            case IN, NIN -> Filter.condition(field, operator, operand(ownText), operand(ownText));
            case GT, GTE, LT, LTE ->
                    Filter.condition(
                            ownText ? "color" : field,
                            operator,
                            pick(List.<Object>of(1, 1.5, -273.15, 2L, NOON, "2024-05-08")));
            case EQ, NE -> Filter.condition(field, operator, operand(ownText));
        };
    }

    private Object operand(boolean text) {
        while (true) {
            Object value = pick(VALUES);
            boolean fits = value instanceof String || !text;
            if (fits && !(value instanceof List<?>) && !(value instanceof Map<?, ?>)) {
                return value;
            }
        }
    }

    private Filter ofMemory() {
        Operator equality = pick(List.of(Operator.EQ, Operator.NE, Operator.IN, Operator.NIN));
        Operator order = pick(List.of(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE));
        Operator inside = pick(List.of(Operator.CONTAINS, Operator.ICONTAINS));
        String word = pick(List.of("ana", "r1", "test/1", "tools", "m7", "a walnut door", "A"));
        return switch (random.nextInt(6)) {
            case 0 -> Filter.condition(pick(STRING_FIELDS), equality, word);
            case 1 -> Filter.condition(pick(STRING_FIELDS), inside, word);
            case 2 -> Filter.condition("occurrences", pick(List.of(equality, order)), 2);
            case 3 -> Filter.condition(pick(TIME_FIELDS), order, NOON.plusSeconds(2));
            case 4 -> Filter.condition(pick(TIME_FIELDS), equality, NOON.plusSeconds(3));
            default -> {
                List<String> all = new ArrayList<>(STRING_FIELDS);
                all.addAll(TIME_FIELDS);
                yield Filter.condition(pick(all), Operator.EXISTS, random.nextBoolean());
            }
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Filter[] many(java.util.function.IntFunction<Filter> part, int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(part::apply).toArray(Filter[]::new);
    }

    private static Integer[] numbers(int count) {
        return Collections.nCopies(1, 0).stream()
                .flatMap(zero -> Stream.iterate(zero, i -> i + 1).limit(count))
                .toArray(Integer[]::new);
    }
}
