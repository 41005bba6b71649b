package dev.recall4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class MetadataTest {

    @ParameterizedTest
    @ValueSource(strings = {"text", ""})
    @Timeout(10)
    void lists_that_hold_one_another_many_times_are_refused_at_once(String leaf) {
        Object value = leaf.isEmpty() ? List.of() : leaf;
        for (int level = leaf.isEmpty() ? 1 : 0; level < 7; level++) {
            value = Collections.nCopies(1_000, value);
        }
        Object deep = value;

        assertThatThrownBy(() -> Metadata.of("a", deep))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("1,000,000");
    }

    @Test
    void numbers_that_are_equal_are_equal_values_of_the_narrowest_exact_type() {
        assertThat(value(3)).isEqualTo(3L);
        assertThat(value((short) 3)).isEqualTo(3L);
        assertThat(value(new BigDecimal("3.00"))).isEqualTo(3L);
        assertThat(value(0.5f)).isEqualTo(0.5);
        assertThat(value(new BigDecimal("0.5"))).isEqualTo(0.5);
        assertThat(value(new BigDecimal("0.1234567890123456789"))).isInstanceOf(BigDecimal.class);
    }

    @Test
    void a_time_is_kept_as_its_iso_text() {
        assertThat(value(Instant.parse("2024-05-08T12:00:00Z"))).isEqualTo("2024-05-08T12:00:00Z");
    }

    @Test
    void it_is_a_copy_that_nobody_can_change() {
        List<String> tags = new ArrayList<>(List.of("a"));
        Metadata metadata = Metadata.of("tags", tags);
        tags.add("b");

        assertThat(metadata.value("tags")).contains(List.of("a"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> metadata.values().put("more", 1));
    }

    @Test
    void a_path_reaches_into_maps_and_a_name_with_a_dot_comes_first() {
        Metadata metadata = Metadata.of(Map.of("a", Map.of("b", 1), "c.d", 2));

        assertThat(metadata.value("a.b")).contains(1L);
        assertThat(metadata.value("c.d")).contains(2L);
        assertThat(metadata.value("a.x")).isEmpty();
    }

    static Stream<Object> hostile() {
        Map<String, Object> itself = new HashMap<>();
        itself.put("itself", itself);
        return Stream.of(
                Double.NaN,
                Float.POSITIVE_INFINITY,
                new Object(),
                "half a pair \ud800",
                "nul \u0000",
                Arrays.asList(1, null),
                itself,
                Map.of(1, "a name that is no string"),
                new BigDecimal("1e100000"),
                "x".repeat(1_000_001),
                Stream.generate(() -> "x".repeat(100_000)).limit(11).toList());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_json_does_not_know_or_no_store_should_hold_is_refused(Object value) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Metadata.of("name", value));
    }

    private static Object value(Object value) {
        return Metadata.of("name", value).value("name").orElseThrow();
    }
}
