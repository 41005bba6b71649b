package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a search finds where memories fade. */
class FadingTest {

    private static final String QUESTION = "green tea";
    private static final String OLD = "Green tea is fine";
    private static final String NEW = "Green tea is good";
    private static final Decay DECAY = Decay.of(Duration.ofDays(30));

    private final SettableClock clock = new SettableClock(NOON);
    private Memories memories = open(DECAY);

    @AfterEach
    void close() {
        memories.close();
    }

    @Test
    void by_default_nothing_fades() {
        reopen(null);
        memories.add(ANA, OLD);
        double before = search().results().getFirst().score();

        clock.advance(Duration.ofDays(300));

        assertThat(search().results().getFirst().score()).isEqualTo(before);
        assertThat(search().results().getFirst().explanation()).doesNotContainKey(Signal.FRESHNESS);
    }

    @Test
    void of_two_that_answer_nearly_as_well_the_one_said_lately_comes_first() {
        sayOldAndNew();

        assertThat(texts()).containsExactly(NEW, OLD);
    }

    @Test
    void what_was_said_again_is_fresh_again() {
        sayOldAndNew();
        clock.advance(Duration.ofDays(100));

        memories.add(ANA, OLD);

        assertThat(texts()).containsExactly(OLD, NEW);
    }

    @Test
    void what_is_pinned_does_not_fall_behind() {
        memories.add(ANA, OLD);
        memories.update(
                search().results().getFirst().memory().id(),
                MemoryUpdate.builder().categories(Set.of(Decay.PINNED)).build());
        clock.advance(Duration.ofDays(300));
        double pinned = search().results().getFirst().score();

        assertThat(pinned).isCloseTo(unfaded(OLD), within(1e-9));
    }

    @Test
    void a_much_better_answer_stays_first_however_old_it_is() {
        memories.add(ANA, "Green tea");
        clock.advance(Duration.ofDays(30_000));
        memories.add(ANA, "The train to the tea garden leaves at noon on weekdays");

        assertThat(texts()).startsWith("Green tea");
    }

    @Test
    void an_explanation_shows_how_fresh_each_is_and_its_parts_add_up() {
        sayOldAndNew();

        List<Recalled> results = search().results();

        assertThat(results).hasSize(2).allSatisfy(FadingTest::assertPartsAddUp);
        assertThat(freshness(results.getFirst()).raw()).isEqualTo(1);
        assertThat(freshness(results.getLast()).raw()).isBetween(0.0, 0.01);
    }

    @Test
    void the_threshold_is_asked_of_the_faded_score() {
        memories.add(ANA, OLD);
        double fresh = search().results().getFirst().score();

        clock.advance(Duration.ofDays(300));

        assertThat(memories.search(request().threshold(fresh).build()).results()).isEmpty();
    }

    @Test
    void as_of_a_time_a_memory_is_as_fresh_as_it_was_then() {
        memories.add(ANA, OLD);
        clock.advance(Duration.ofDays(300));

        Recall then = memories.search(request().asOf(NOON).build());

        assertThat(freshness(then.results().getFirst()).raw()).isEqualTo(1);
    }

    private void sayOldAndNew() {
        memories.add(ANA, OLD);
        clock.advance(Duration.ofDays(300));
        memories.add(AddRequest.builder(ANA).turn(Turn.user(NEW)).build());
    }

    private double unfaded(String text) {
        try (Memories unfading = open(null)) {
            unfading.add(ANA, text);
            return unfading.search(request().build()).results().getFirst().score();
        }
    }

    private static void assertPartsAddUp(Recalled recalled) {
        assertThat(recalled.explanation().values().stream().mapToDouble(Recalled.Part::part).sum())
                .isCloseTo(recalled.score(), within(1e-9));
    }

    private static Recalled.Part freshness(Recalled recalled) {
        return Objects.requireNonNull(recalled.explanation().get(Signal.FRESHNESS));
    }

    private List<String> texts() {
        return search().results().stream().map(recalled -> recalled.memory().text()).toList();
    }

    private Recall search() {
        return memories.search(request().build());
    }

    private static SearchRequest.Builder request() {
        return SearchRequest.builder(ANA, QUESTION).explain(true);
    }

    private void reopen(@Nullable Decay decay) {
        memories.close();
        memories = open(decay);
    }

    private Memories open(@Nullable Decay decay) {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(InMemoryIndex::new)
                .embedder(new HashingEmbedder())
                .decay(decay)
                .clock(clock)
                .zone(ZoneOffset.UTC)
                .build();
    }
}
