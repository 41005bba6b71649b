package dev.recall4j.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.Filter;
import dev.recall4j.model.InvalidRequestException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class FilterJsonTest {

    @Test
    void a_bare_value_means_equal() {
        assertThat(FilterJson.parse("{\"team\":\"red\"}")).isEqualTo(Filter.eq("team", "red"));
    }

    @Test
    void operators_of_one_field_and_fields_of_one_object_must_all_hold() {
        assertThat(FilterJson.parse("{\"n\":{\"gte\":3,\"lt\":9.5},\"done\":false}"))
                .isEqualTo(
                        Filter.and(
                                Filter.and(
                                        Filter.gte("n", 3), Filter.lt("n", new BigDecimal("9.5"))),
                                Filter.eq("done", false)));
    }

    @ParameterizedTest
    @CsvSource({"and,or,not", "AND,OR,NOT"})
    void connectives_are_read_in_small_letters_and_capitals(String and, String or, String not) {
        String json =
                "{\"%s\":[{\"a\":1},{\"%s\":[{\"b\":2},{\"%s\":{\"c\":{\"exists\":true}}}]}]}"
                        .formatted(and, or, not);

        assertThat(FilterJson.parse(json))
                .isEqualTo(
                        Filter.and(
                                Filter.eq("a", 1),
                                Filter.or(Filter.eq("b", 2), Filter.not(Filter.exists("c")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "null",
                "\"red\"",
                "{\"a\":1}{}",
                "{\"a\":null}",
                "{\"a\":[1]}",
                "{\"a\":{}}",
                "{\"a\":{\"in\":[]}}",
                "{\"a\":{\"in\":1}}",
                "{\"a\":{\"in\":[[1]]}}",
                "{\"a\":{\"in\":[null]}}",
                "{\"a\":{\"eq\":[1]}}",
                "{\"a\":{\"eq\":{\"b\":1}}}",
                "{\"a\":{\"like\":\"x\"}}",
                "{\"a\":{\"EQ\":1}}",
                "{\"a\":{\"$gt\":1}}",
                "{\"a\":{\"gt\":\"tall\"}}",
                "{\"a\":{\"gt\":true}}",
                "{\"a\":{\"contains\":1}}",
                "{\"a\":{\"exists\":\"yes\"}}",
                "{\"a\":1e999999}",
                "{\"a\":NaN}",
                "{\"user\":5}",
                "{\"saidAt\":\"yesterday\"}",
                "{\"occurrences\":\"3\"}",
                "{\"and\":[]}",
                "{\"and\":{\"a\":1}}",
                "{\"or\":[1]}",
                "{\"or\":[{}]}",
                "{\"not\":[]}",
                "{\"not\":[{\"a\":1}]}",
                "{\" \":1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"gt\":1,\"gt\":2}}",
            })
    void what_is_not_understood_is_refused(String json) {
        assertThatThrownBy(() -> FilterJson.parse(json))
                .isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"And", "oR", "Not"})
    void a_connective_in_mixed_case_is_refused_rather_than_taken_for_a_field(String name) {
        assertThatThrownBy(() -> FilterJson.parse("{\"%s\":\"x\"}".formatted(name)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("metadata." + name);
    }

    @Test
    void metadata_in_front_reaches_a_field_with_the_name_of_a_connective() {
        assertThat(FilterJson.parse("{\"metadata.and\":1}"))
                .isEqualTo(Filter.eq("metadata.and", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 63, 100, 100_000})
    void nesting_without_end_is_refused(int depth) {
        String json = "{\"not\":".repeat(depth) + "{\"a\":1}" + "}".repeat(depth);

        assertThatThrownBy(() -> FilterJson.parse(json))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void refusals_do_not_repeat_what_was_given() {
        assertThatThrownBy(() -> FilterJson.parse("{\"a\":{\"gt\":\"sentinel\"}}"))
                .hasMessageNotContaining("sentinel");
        assertThatThrownBy(() -> FilterJson.parse("{\"a\":sentinel}"))
                .hasMessageNotContaining("sentinel")
                .hasMessageContaining("malformed (column ");
        assertThatThrownBy(() -> FilterJson.parse("{\n\"a\":sentinel}"))
                .hasMessageContaining("malformed (line 2, column ");
    }

    @Test
    void a_filter_written_and_read_is_equal() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Filter filter = filter(random, 3);
            assertThat(FilterJson.parse(FilterJson.write(filter)))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(filter);
        }
    }

    @Test
    void equality_of_metadata_with_a_time_has_no_json_and_says_so() {
        assertThatThrownBy(() -> FilterJson.write(Filter.eq("due", Instant.EPOCH)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("gte and lte");
    }

    private static Filter filter(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 8);
        return switch (kind) {
            case 0 -> Filter.eq("team", "r\"e\\d \uD83D\uDE00");
            case 1 -> Filter.in("metadata.and", 1, "x", true, new BigDecimal("1.50"));
            case 2 -> Filter.gte("saidAt", Instant.ofEpochSecond(random.nextInt(1_000_000), 5));
            case 3 -> Filter.lt("a.b", new BigDecimal(random.nextLong()).movePointLeft(7));
            case 4 -> Filter.exists("c");
            case 5 -> Filter.not(filter(random, depth - 1));
            case 6 -> new Filter.And(filters(random, depth));
            default -> new Filter.Or(filters(random, depth));
        };
    }

    private static List<Filter> filters(Random random, int depth) {
        List<Filter> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            parts.add(filter(random, depth - 1));
        }
        return parts;
    }
}
