package dev.recall4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    private static final String TWO_HUNDRED = "x".repeat(200);

    @Test
    void a_scope_that_names_nobody_is_refused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> new Scope(null, null, null, null))
                .withMessageContaining("at least one of user, agent, app or run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "*",
                " ana",
                "ana ",
                "a\u0000b",
                "a\nb",
                "a\u007fb",
                "\ud800"
            })
    void an_id_that_could_mean_everything_or_cannot_be_told_apart_is_refused(String id) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Scope.ofUser(id))
                .withMessageStartingWith("The user id");
    }

    @Test
    void an_over_long_id_is_refused_with_both_lengths() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Scope.ofRun("é".repeat(257)))
                .withMessageContaining("257")
                .withMessageContaining("256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%&=:/{}'\"", "👩‍👩‍👧", "مرحبا", "a*b", "../../etc", "ana b"})
    void an_id_of_any_script_and_punctuation_stays_as_it_is(String id) {
        assertThat(Scope.ofAgent(id).agent()).isEqualTo(id);
        assertThat(Scope.ofApp(TWO_HUNDRED).app()).hasSize(200);
    }

    @Test
    void a_search_scope_finds_what_was_kept_under_all_its_ids_and_more() {
        Scope kept = Scope.ofUser("ana").withRun("r1");

        assertThat(Scope.ofUser("ana").finds(kept)).isTrue();
        assertThat(Scope.ofRun("r1").finds(kept)).isTrue();
        assertThat(kept.finds(kept)).isTrue();
        assertThat(Scope.ofUser("bob").finds(kept)).isFalse();
        assertThat(Scope.ofUser("ana").withRun("r2").finds(kept)).isFalse();
        assertThat(kept.finds(Scope.ofUser("ana"))).isFalse();
    }
}
