package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class StepOracleTest {

    private static final String CELLAR = "Ana keeps her bike in the cellar.";
    private static final String GARAGE = "Ana moved her bike from the cellar to the garage.";
    private static final Expectation MOVED =
            new Expectation(
                    List.of(Wording.of("bike", "garage")),
                    List.of(Wording.of("bike", "cellar").without("moved")),
                    List.of(Wording.of("bike", "cellar")),
                    List.of());

    private final StepOracle oracle = new StepOracle(ScenarioClass.ADDRESS, MOVED);

    @Test
    void what_must_be_true_now_changes_what_must_not() {
        assertThat(oracle.verdict(CELLAR, GARAGE)).isEqualTo("change");
    }

    @Test
    void so_does_what_was_known_before_an_old_chat_was_heard() {
        assertThat(oracle.verdict(GARAGE, CELLAR)).isEqualTo("change");
    }

    @Test
    void in_a_correction_it_was_never_true() {
        assertThat(new StepOracle(ScenarioClass.CORRECTION, MOVED).verdict(CELLAR, GARAGE))
                .isEqualTo("correction");
    }

    @Test
    void of_what_a_step_says_nothing_about_both_can_be_true() {
        assertThat(oracle.verdict(CELLAR, "Ana has a bike.")).isEqualTo("compatible");
        assertThat(oracle.verdict("Ana has a bike.", GARAGE)).isEqualTo("compatible");
        assertThat(oracle.verdict(GARAGE, GARAGE)).isEqualTo("compatible");
    }
}
