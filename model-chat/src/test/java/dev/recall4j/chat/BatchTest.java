package dev.recall4j.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class BatchTest {

    @Test
    void a_conversation_of_usual_length_is_one_batch() {
        List<HeardTurn> turns = turns(50, 100);

        assertThat(Batch.of(turns, 4_000)).containsExactly(new Batch(List.of(), turns));
    }

    @Test
    void a_long_one_is_split_between_turns_and_each_part_sees_the_turns_before_it() {
        List<HeardTurn> turns = turns(10, 300);

        List<Batch> batches = Batch.of(turns, 560);

        assertThat(batches.stream().map(Batch::turns))
                .containsExactly(turns.subList(0, 4), turns.subList(4, 8), turns.subList(8, 10));
        assertThat(batches.stream().map(Batch::earlier))
                .containsExactly(List.of(), turns.subList(1, 4), turns.subList(5, 8));
    }

    @Test
    void a_turn_longer_than_a_batch_has_one_of_its_own() {
        List<HeardTurn> turns = List.of(turn(0, 30), turn(1, 30_000), turn(2, 30));

        assertThat(Batch.of(turns, 1_000).stream().map(batch -> batch.turns().size()))
                .containsExactly(1, 1, 1);
    }

    @Test
    void the_estimate_counts_bytes_so_that_scripts_with_long_ones_are_not_underestimated() {
        assertThat(Portions.tokensOf(Conversing.ana("t", "a".repeat(300)))).isEqualTo(140);
        assertThat(Portions.tokensOf(Conversing.ana("t", "茶".repeat(300)))).isEqualTo(340);
    }

    @Test
    void portions_out_of_range_are_refused_with_the_range() {
        assertThatThrownBy(() -> Portions.defaults().withTurnTokens(10))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("200 to 200,000");
        assertThatThrownBy(() -> Portions.defaults().withAnswerTokens(1_000_000))
                .isInstanceOf(InvalidRequestException.class);
    }

    private static List<HeardTurn> turns(int count, int length) {
        return IntStream.range(0, count).mapToObj(i -> turn(i, length)).toList();
    }

    private static HeardTurn turn(int number, int length) {
        return Conversing.ana("t" + number, "a".repeat(length));
    }
}
