package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;
import dev.recall4j.model.TurnId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class DecayTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Instant AFTER_A_MONTH = NOON.plus(MONTH);

    private final Decay decay = Decay.of(MONTH);

    @Test
    void freshness_halves_with_every_half_life_since_it_was_last_said() {
        Memory tea = memory("tea", Set.of(), 1, 1);

        assertThat(decay.freshness(tea, NOON)).isEqualTo(1);
        assertThat(decay.freshness(tea, AFTER_A_MONTH)).isCloseTo(0.5, within(1e-9));
        assertThat(decay.freshness(tea, AFTER_A_MONTH.plus(MONTH))).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void what_will_be_said_later_is_fresh() {
        assertThat(decay.freshness(memory("tea", Set.of(), 1, 1), NOON.minus(MONTH))).isEqualTo(1);
    }

    @Test
    void a_category_can_have_its_own_half_life_and_the_longest_counts() {
        Decay byCategory =
                decay.withHalfLife("mood", Duration.ofDays(10))
                        .withHalfLife("preference", Duration.ofDays(60));

        assertThat(fresh(byCategory, Set.of("mood"))).isCloseTo(0.125, within(1e-9));
        assertThat(fresh(byCategory, Set.of("mood", "preference")))
                .isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(fresh(byCategory, Set.of("place"))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void what_is_pinned_stays_fresh() {
        assertThat(fresh(decay, Set.of(Decay.PINNED, "mood"))).isEqualTo(1);
    }

    @Test
    void what_an_extractor_would_pin_fades() {
        Memory found =
                memory(
                        "tea",
                        Set.of(Decay.PINNED),
                        1,
                        new Provenance("model/1", List.of(), Set.of(Decay.PINNED), null));

        assertThat(decay.freshness(found, AFTER_A_MONTH)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void what_was_said_more_often_fades_more_slowly() {
        double once = decay.freshness(memory("tea", Set.of(), 1, 1), AFTER_A_MONTH);
        double twice = decay.freshness(memory("tea", Set.of(), 2, 1), AFTER_A_MONTH);
        double often = decay.freshness(memory("tea", Set.of(), 8, 1), AFTER_A_MONTH);

        assertThat(once).isLessThan(twice);
        assertThat(twice).isCloseTo(Math.pow(0.5, 1.0 / 2), within(1e-9)).isLessThan(often);
    }

    @Test
    void what_rests_on_more_turns_fades_more_slowly() {
        double oneTurn = decay.freshness(memory("tea", Set.of(), 4, 1), AFTER_A_MONTH);
        double fourTurns = decay.freshness(memory("tea", Set.of(), 4, 4), AFTER_A_MONTH);
        double noneLeft = decay.freshness(memory("tea", Set.of(), 4, 0), AFTER_A_MONTH);

        assertThat(fourTurns).isGreaterThan(oneTurn);
        assertThat(noneLeft).isEqualTo(oneTurn);
    }

    @Test
    void no_score_falls_below_the_bound_and_what_answers_better_by_more_stays_first() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Decay any = decay.withBound(random.nextDouble() * 0.5);
            Map<MemoryId, Memory> memories = memories(random);
            List<Fusion.Scored> found = scored(memories, random);
            List<Fusion.Scored> aged = aged(any, found, memories, found.size());

            Map<MemoryId, Double> before = scores(found);
            Map<MemoryId, Double> after = scores(aged);
            before.forEach((id, score) ->
                    assertThat(after.get(id))
                            .as("seed %d", seed)
                            .isBetween(score * (1 - any.bound()) - 1e-12, score + 1e-12));
            for (Fusion.Scored first : found) {
                for (Fusion.Scored second : found) {
                    if (first.score() * (1 - any.bound()) > second.score() + 1e-9) {
                        assertThat(after.get(first.memory()))
                                .as("seed %d", seed)
                                .isGreaterThan(after.get(second.memory()));
                    }
                }
            }
        }
    }

    @Test
    void the_first_results_are_the_same_whether_all_are_aged_or_only_those_wanted() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Map<MemoryId, Memory> memories = memories(random);
            List<Fusion.Scored> found = scored(memories, random);
            int wanted = 1 + random.nextInt(found.size());

            assertThat(ids(aged(decay, found, memories, wanted)).subList(0, wanted))
                    .as("seed %d", seed)
                    .isEqualTo(ids(aged(decay, found, memories, found.size())).subList(0, wanted));
        }
    }

    @Test
    void the_parts_of_an_aged_score_add_up_to_it() {
        Map<MemoryId, Memory> memories = memories(new Random(7));
        List<Fusion.Scored> found = scored(memories, new Random(7));

        assertThat(aged(decay, found, memories, found.size()))
                .allSatisfy(scored ->
                        assertThat(
                                        scored.parts().values().stream()
                                                .mapToDouble(Recalled.Part::part)
                                                .sum())
                                .isCloseTo(scored.score(), within(1e-9)))
                .allSatisfy(scored ->
                        assertThat(scored.parts())
                                .containsOnlyKeys(Signal.KEYWORD, Signal.FRESHNESS));
    }

    @Test
    void what_the_journal_does_not_show_any_more_keeps_its_score() {
        List<Fusion.Scored> found = scored(memories(new Random(7)), new Random(7));

        assertThat(aged(decay, found, Map.of(), found.size())).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0.6, Double.NaN})
    void a_bound_that_could_bury_a_good_answer_is_refused(double bound) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> decay.withBound(bound))
                .withMessageContaining("0 to 0.5");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 59, 100 * 365 * 24 * 60 + 1})
    void a_half_life_out_of_range_is_refused(long minutes) {
        Duration halfLife = Duration.ofMinutes(minutes);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Decay.of(halfLife))
                .withMessageContaining("1 hour to 100 years");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> decay.withHalfLife("mood", halfLife));
    }

    private static double fresh(Decay decay, Set<String> categories) {
        return decay.freshness(memory("tea", categories, 1, 1), AFTER_A_MONTH);
    }

    private static List<Fusion.Scored> aged(
            Decay decay, List<Fusion.Scored> found, Map<MemoryId, Memory> memories, int wanted) {
        return new Aging(decay).at(AFTER_A_MONTH, found, wanted, near -> memories);
    }

    private static Map<MemoryId, Memory> memories(Random random) {
        Map<MemoryId, Memory> memories = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            Set<String> categories = random.nextInt(5) == 0 ? Set.of(Decay.PINNED) : Set.of();
            Memory memory =
                    memory(
                            "m%02d".formatted(i),
                            categories,
                            1 + random.nextInt(9),
                            random.nextInt(4),
                            NOON.minus(Duration.ofDays(random.nextInt(3_000))));
            memories.put(memory.id(), memory);
        }
        return memories;
    }

    /** Many near-ties, best first. */
    private static List<Fusion.Scored> scored(Map<MemoryId, Memory> memories, Random random) {
        List<Fusion.Scored> scored = new ArrayList<>();
        memories.keySet().stream()
                .sorted((a, b) -> a.value().compareTo(b.value()))
                .forEach(id -> {
                    double score = random.nextInt(101) / 100.0;
                    Fusion.Gain gain = new Fusion.Gain(Signal.KEYWORD, score, score, 1);
                    scored.add(new Fusion.Scored(id, score, List.of(gain)));
                });
        scored.sort(Fusion.Scored.BEST_FIRST);
        return scored;
    }

    private static Map<MemoryId, Double> scores(List<Fusion.Scored> scored) {
        return scored.stream()
                .collect(Collectors.toMap(Fusion.Scored::memory, Fusion.Scored::score));
    }

    private static List<MemoryId> ids(List<Fusion.Scored> scored) {
        return scored.stream().map(Fusion.Scored::memory).toList();
    }

    private static Memory memory(String id, Set<String> categories, long occurrences, int turns) {
        return memory(id, categories, occurrences, turns, NOON);
    }

    private static Memory memory(
            String id, Set<String> categories, long occurrences, int turns, Instant lastSaidAt) {
        List<Source> sources =
                IntStream.range(0, turns)
                        .mapToObj(turn -> new TurnId("t" + turn))
                        .map(turn -> new Source(new Evidence(turn, 0, 3), "Ana", "Tea", NOON))
                        .toList();
        return memory(id, categories, occurrences, new Provenance("test/1", sources), lastSaidAt);
    }

    private static Memory memory(
            String id, Set<String> categories, long occurrences, Provenance provenance) {
        return memory(id, categories, occurrences, provenance, NOON);
    }

    private static Memory memory(
            String id,
            Set<String> categories,
            long occurrences,
            Provenance provenance,
            Instant lastSaidAt) {
        return new Memory(
                MemoryId.of(id),
                ANA,
                id,
                Status.ACTIVE,
                provenance,
                occurrences,
                lastSaidAt,
                lastSaidAt,
                lastSaidAt,
                lastSaidAt,
                null,
                null,
                null,
                null,
                categories,
                Metadata.EMPTY,
                1);
    }
}
