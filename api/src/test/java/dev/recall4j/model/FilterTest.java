package dev.recall4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The meaning of filters, which every index has to follow. */
class FilterTest {

    private static final Instant NOON = Instant.parse("2024-05-08T12:00:00Z");

    private static final Memory MEMORY =
            new Memory(
                    MemoryId.of("m1"),
                    Scope.ofUser("ana").withRun("r1"),
                    "Ana moved to Lisbon",
                    Status.ACTIVE,
                    new Provenance("local/1", List.of()),
                    3,
                    NOON,
                    NOON,
                    NOON,
                    NOON,
                    null,
                    null,
                    null,
                    null,
                    Set.of("event", "place"),
                    Metadata.of(
                            Map.of(
                                    "team",
                                    "Red",
                                    "n",
                                    3,
                                    "ok",
                                    true,
                                    "day",
                                    "2024-05-08",
                                    "tags",
                                    List.of("alpha", "beta"),
                                    "empty",
                                    "",
                                    "none",
                                    List.of(),
                                    "user",
                                    "in metadata",
                                    "deep",
                                    Map.of("x", 1.5))),
                    7);

    static Stream<Filter> passing() {
        return Stream.of(
                Filter.eq("team", "Red"),
                Filter.eq("metadata.user", "in metadata"),
                Filter.eq("user", "ana"),
                Filter.eq("n", 3.0),
                Filter.eq("ok", true),
                Filter.eq("tags", "beta"),
                Filter.eq("deep.x", 1.5),
                Filter.eq("empty", ""),
                Filter.eq("day", LocalDate.of(2024, 5, 8)),
                Filter.eq("saidAt", "2024-05-08T14:00:00+02:00"),
                Filter.ne("team", "red"),
                Filter.ne("missing", "x"),
                Filter.in("n", 1, 2, 3),
                Filter.nin("missing", 1),
                Filter.gt("n", 2),
                Filter.gte("n", 3),
                Filter.lt("day", "2024-05-09"),
                Filter.lte("createdAt", NOON),
                Filter.contains("text", "Lisbon"),
                Filter.icontains("text", "lisBON"),
                Filter.contains("tags", "alpha"),
                Filter.icontains("categories", "EVENT"),
                Filter.exists("empty"),
                Filter.exists("none"),
                Filter.condition("missing", Filter.Operator.EXISTS, false),
                Filter.not(Filter.eq("team", "red")),
                Filter.and(Filter.gt("n", 1), Filter.lt("n", 4)),
                Filter.or(Filter.eq("n", 1), Filter.eq("run", "r1")));
    }

    static Stream<Filter> failing() {
        return Stream.of(
                Filter.eq("team", "red"),
                Filter.eq("n", "3"),
                Filter.eq("ok", "true"),
                Filter.eq("missing", "x"),
                Filter.ne("tags", "beta"),
                Filter.nin("n", 3, 4),
                Filter.gt("n", 3),
                Filter.gt("team", 1),
                Filter.gt("missing", 1),
                Filter.lt("day", 5),
                Filter.gt("expiresAt", NOON),
                Filter.contains("text", "lisbon"),
                Filter.contains("tags", "alph"),
                Filter.exists("missing"),
                Filter.exists("validTo"),
                Filter.and(Filter.gt("n", 1), Filter.lt("n", 3)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void a_memory_passes_what_is_true_of_it(Filter filter) {
        assertThat(filter.test(MEMORY)).isTrue();
        assertThat(Filter.not(filter).test(MEMORY)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("failing")
    void a_memory_does_not_pass_what_is_not_true_of_it(Filter filter) {
        assertThat(filter.test(MEMORY)).isFalse();
        assertThat(Filter.not(filter).test(MEMORY)).isTrue();
    }

    static Stream<Supplier<Filter>> wrong() {
        return Stream.of(
                () -> Filter.gt("team", "abc"),
                () -> Filter.gt("n", true),
                () -> Filter.gt("text", 3),
                () -> Filter.lt("occurrences", NOON),
                () -> Filter.eq("saidAt", "yesterday"),
                () -> Filter.eq("user", 3),
                () -> Filter.contains("saidAt", "2024"),
                () -> Filter.condition("team", Filter.Operator.CONTAINS, 3),
                () -> Filter.condition("team", Filter.Operator.EXISTS, "yes"),
                () -> Filter.condition("team", Filter.Operator.EQ, "a", "b"),
                () -> Filter.in("team"),
                () -> Filter.eq("n", Double.NaN),
                () -> Filter.eq("n", new Object()),
                () -> Filter.eq(" ", 1),
                Filter::and,
                Filter::or);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void an_operator_with_values_it_does_not_take_is_refused(Supplier<Filter> filter) {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(filter::get);
    }

    @Test
    void a_filter_that_is_nested_too_deep_is_refused() {
        Filter filter = Filter.eq("n", 3);
        for (int depth = 2; depth <= Filter.DEPTH_MAX; depth++) {
            filter = Filter.not(filter);
        }
        Filter deepest = filter;

        assertThat(deepest.depth()).isEqualTo(Filter.DEPTH_MAX);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Filter.not(deepest));
    }

    @Test
    void a_filter_does_not_print_what_it_looks_for() {
        assertThat(Filter.and(Filter.eq("team", "secret")).toString()).doesNotContain("secret");
    }
}
