package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class RankingTest {

    private static final double TINY = 1e-12;

    /** Wanted are b and d: found on ranks 2 and 4, b once more on rank 3. */
    private final Ranking ranking =
            new Ranking(
                    List.of(Set.of("a"), Set.of("b"), Set.of("b", "c"), Set.of("d")),
                    Set.of("b", "d"));

    @Test
    void recall_counts_each_wanted_turn_once_where_it_is_met_first() {
        assertThat(ranking.recall(1)).isZero();
        assertThat(ranking.recall(2)).isEqualTo(0.5);
        assertThat(ranking.recall(3)).isEqualTo(0.5);
        assertThat(ranking.recall(4)).isEqualTo(1);
        assertThat(ranking.recall(50)).isEqualTo(1);
    }

    @Test
    void any_and_all_differ_while_only_some_is_found() {
        assertThat(ranking.holdsAny(1)).isFalse();
        assertThat(ranking.holdsAny(2)).isTrue();
        assertThat(ranking.holdsAll(3)).isFalse();
        assertThat(ranking.holdsAll(4)).isTrue();
    }

    @Test
    void ndcg_discounts_by_the_logarithm_of_the_rank() {
        double gained = 1 / log2(3) + 1 / log2(5);
        double ideal = 1 + 1 / log2(3);

        assertThat(ranking.ndcg(10)).isCloseTo(gained / ideal, within(TINY));
        assertThat(ranking.ndcg(1)).isZero();
        assertThat(new Ranking(List.of(Set.of("b"), Set.of("d")), Set.of("b", "d")).ndcg(10))
                .isCloseTo(1, within(TINY));
    }

    @Test
    void ndcg_of_a_result_that_holds_everything_is_one_and_not_more() {
        assertThat(new Ranking(List.of(Set.of("b", "d")), Set.of("b", "d")).ndcg(10)).isEqualTo(1);
    }

    @Test
    void the_reciprocal_rank_is_that_of_the_first_result_with_evidence() {
        assertThat(ranking.reciprocalRank(200)).isEqualTo(0.5);
        assertThat(ranking.reciprocalRank(1)).isZero();
        assertThat(new Ranking(List.of(), Set.of("b")).reciprocalRank(200)).isZero();
    }

    @Test
    void a_result_that_would_pass_the_budget_ends_the_list() {
        assertThat(Ranking.fitting(List.of(3, 4, 5, 1), 12)).isEqualTo(3);
        assertThat(Ranking.fitting(List.of(3, 4, 5, 1), 11)).isEqualTo(2);
        assertThat(Ranking.fitting(List.of(3, 40, 1), 11)).isEqualTo(1);
        assertThat(Ranking.fitting(List.of(), 11)).isZero();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
