package dev.recall4j;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

class RecollectionsTest {

    private final Recollections recollections = new Recollections();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Ana lives in Porto.          | Ana lives in Porto
                    Ana lives in Porto.          | ana LIVES in porto!
                    Ana lives in Porto.          | Assistant: You live in Porto.
                    Ana doesn't eat meat.        | You don't eat meat.
                    Ana likes green tea a lot.   | Ana likes green tea
                    安娜住在上海                    | 安娜住在上海。
                    """)
    void what_says_no_more_than_a_memory_repeats_it(String memory, String statement) {
        recollections.note(ACME, ANA, List.of(memory));

        assertThat(recollections.have(ACME, ANA, statement)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Ana lives in Porto.                      | Ana lives in Lisbon.
                    Ana has two cats.                        | Ana has three cats.
                    Ana doesn't eat meat.                    | Ana eats meat.
                    Ana eats meat.                           | Ana doesn't eat meat.
                    Ana lives in Porto.                      | Ana lives in Porto and has a boat.
                    Ana sold her boat to Kofi in May 2023.   | Ana has a boat.
                    Ana lives in Porto.                      | Yes.
                    """)
    void what_says_something_else_or_only_a_bit_of_it_does_not(String memory, String statement) {
        recollections.note(ACME, ANA, List.of(memory));

        assertThat(recollections.have(ACME, ANA, statement)).isFalse();
    }

    @Test
    void a_search_of_a_user_is_seen_from_the_runs_of_the_user_and_from_nowhere_else() {
        recollections.note(ACME, ANA, List.of("Ana lives in Porto"));
        Scope run = ANA.withRun("r1");

        assertThat(recollections.have(ACME, run, "Ana lives in Porto")).isTrue();
        assertThat(recollections.have(ACME, BOB, "Ana lives in Porto")).isFalse();
        assertThat(recollections.have(GLOBEX, ANA, "Ana lives in Porto")).isFalse();
    }

    @Test
    void only_the_latest_are_kept() {
        recollections.note(ACME, ANA, List.of("the first of all"));
        recollections.note(
                ACME,
                ANA,
                IntStream.range(0, Recollections.TEXTS_MAX).mapToObj(i -> "memory " + i).toList());

        assertThat(recollections.have(ACME, ANA, "the first of all")).isFalse();
        assertThat(recollections.have(ACME, ANA, "memory 0")).isTrue();
    }

    @Test
    void only_the_latest_scopes_are_kept() {
        recollections.note(ACME, ANA, List.of("Ana lives in Porto"));
        for (int i = 0; i < Recollections.SCOPES_MAX; i++) {
            recollections.note(ACME, Scope.ofUser("u" + i), List.of("memory"));
        }

        assertThat(recollections.have(ACME, ANA, "Ana lives in Porto")).isFalse();
    }

    @Test
    void what_is_forgotten_of_a_tenant_is_forgotten_of_no_other() {
        recollections.note(ACME, ANA, List.of("Ana lives in Porto"));
        recollections.note(GLOBEX, ANA, List.of("Ana lives in Porto"));

        recollections.forget(ACME);

        assertThat(recollections.have(ACME, ANA, "Ana lives in Porto")).isFalse();
        assertThat(recollections.have(GLOBEX, ANA, "Ana lives in Porto")).isTrue();
    }
}
