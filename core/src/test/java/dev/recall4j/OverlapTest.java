package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Occasion;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class OverlapTest {

    private final Map<MemoryId, Occasion> occasions = new HashMap<>();

    private Fusion.Scored found(String id, double score, boolean quotation, long turn) {
        MemoryId memory = MemoryId.of(id);
        occasions.put(memory, new Occasion(null, Instant.EPOCH, null, false, quotation, turn));
        return scored(memory, score);
    }

    private static Fusion.Scored scored(MemoryId memory, double score) {
        return new Fusion.Scored(
                memory, score, List.of(new Fusion.Gain(Signal.DENSE, score, score, 1)));
    }

    private Fusion.Scored statement(String id, double score, long turn) {
        return found(id, score, false, turn);
    }

    private Fusion.Scored quotation(String id, double score, long turn) {
        return found(id, score, true, turn);
    }

    private List<Fusion.Scored> told(Fusion.Scored... found) {
        return Overlap.without(
                Stream.of(found).sorted(Fusion.Scored.BEST_FIRST).toList(), occasions);
    }

    private static List<String> ids(List<Fusion.Scored> told) {
        return told.stream().map(one -> one.memory().value()).toList();
    }

    @Test
    void a_statement_stands_for_the_quotation_of_its_turn_with_the_better_score() {
        List<Fusion.Scored> told =
                told(quotation("q", 0.9, 1), statement("other", 0.8, 2), statement("s", 0.75, 1));

        assertThat(ids(told)).containsExactly("s", "other");
        assertThat(told.getFirst().score()).isCloseTo(0.9, within(1e-9));
        assertThat(told.getFirst().parts().values().stream().mapToDouble(Recalled.Part::part).sum())
                .isCloseTo(0.9, within(1e-9));
    }

    @Test
    void a_statement_that_is_found_better_keeps_its_score() {
        List<Fusion.Scored> told = told(statement("s", 0.9, 1), quotation("q", 0.5, 1));

        assertThat(ids(told)).containsExactly("s");
        assertThat(told.getFirst().score()).isEqualTo(0.9);
    }

    @Test
    void a_statement_that_is_found_far_less_does_not_stand_for_its_quotation() {
        assertThat(ids(told(quotation("q", 0.9, 1), statement("s", 0.5, 1))))
                .containsExactly("q", "s");
    }

    @Test
    void of_several_statements_of_a_turn_the_best_stands_for_its_quotation_and_all_stay() {
        List<Fusion.Scored> told =
                told(quotation("q", 0.9, 1), statement("a", 0.85, 1), statement("b", 0.4, 1));

        assertThat(ids(told)).containsExactly("a", "b");
        assertThat(told.getLast().score()).isEqualTo(0.4);
    }

    @Test
    void quotations_and_statements_of_different_turns_or_of_none_say_different_things() {
        Fusion.Scored unknown = scored(MemoryId.of("successor"), 0.6);

        assertThat(
                        ids(
                                told(
                                        quotation("q1", 0.9, 1),
                                        statement("s2", 0.8, 2),
                                        quotation("q0", 0.7, 0),
                                        unknown,
                                        statement("s0", 0.5, 0))))
                .containsExactly("q1", "s2", "q0", "successor", "s0");
    }
}
