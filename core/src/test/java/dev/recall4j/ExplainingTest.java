package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Explanation;
import dev.recall4j.model.Filter;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** What a search that is to explain itself tells. */
class ExplainingTest {

    private static final String QUESTION = "Which tea does Ana like?";

    private final SettableClock clock = new SettableClock(NOON);
    private final Memories memories =
            Memories.builder()
                    .journal(new InMemoryJournal())
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .clock(clock)
                    .zone(ZoneOffset.UTC)
                    .build();

    @AfterEach
    void close() {
        memories.close();
    }

    @Test
    void only_who_asks_is_told_how_it_came_about() {
        talkOfTea();

        assertThat(memories.search(ANA, QUESTION).explanation()).isNull();
        assertThat(explained(explaining()).judged()).isPositive();
    }

    @Test
    void it_tells_how_many_memories_each_signal_found() {
        talkOfTea();

        assertThat(explained(explaining()).found())
                .containsOnly(entry(Signal.DENSE, 4), entry(Signal.KEYWORD, 3));
    }

    @Test
    void a_signal_that_found_nothing_is_told_too() {
        talkOfTea();

        assertThat(explained(SearchRequest.builder(ANA, "9f8e7d6c").explain(true)).found())
                .containsEntry(Signal.KEYWORD, 0);
    }

    @Test
    void what_was_judged_reached_the_threshold_or_is_counted_below_it() {
        talkOfTea();

        Recall recall = memories.search(explaining().threshold(0.4).build());

        Explanation explanation = Objects.requireNonNull(recall.explanation());
        assertThat(recall.results()).isNotEmpty();
        assertThat(explanation.threshold()).isEqualTo(0.4);
        assertThat(explanation.judged()).isEqualTo(4);
        assertThat(explanation.belowThreshold()).isEqualTo(4 - recall.results().size());
    }

    @Test
    void what_was_kept_out_is_counted_by_its_cause_though_something_was_found() {
        talkOfTea();
        add(AddRequest.builder(ANA).turn(Turn.user("Tea is sold out")).expiresAt(NOON));
        add(
                AddRequest.builder(ANA)
                        .turn(
                                Turn.user("Tea may come")
                                        .at(NOON.plusSeconds(9).atZone(clock.getZone()))));

        Recall recall =
                memories.search(
                        explaining()
                                .filter(Filter.eq("text", "Tea grows in Assam"))
                                .asOf(NOON)
                                .build());

        Explanation explanation = Objects.requireNonNull(recall.explanation());
        assertThat(recall.results()).hasSize(1);
        assertThat(explanation.visible()).isEqualTo(1);
        assertThat(explanation.expired()).isEqualTo(1);
        assertThat(explanation.notValid()).isEqualTo(2);
        assertThat(explanation.filtered()).isEqualTo(2);
    }

    @Test
    void signals_of_surroundings_rank_all_that_was_judged_by_their_figures() {
        talkOfTea();

        List<Recalled> results = memories.search(explaining().build()).results();

        for (Signal signal : List.of(Signal.DENSE_AROUND, Signal.KEYWORD_AROUND)) {
            List<Recalled.Part> parts =
                    results.stream()
                            .map(result -> Objects.requireNonNull(result.explanation().get(signal)))
                            .toList();
            assertThat(parts)
                    .extracting(Recalled.Part::rank)
                    .isEqualTo(parts.stream().map(part -> place(part, parts)).toList())
                    .contains(1);
        }
    }

    @Test
    void who_spoke_and_when_give_no_rank() {
        talkOfTea();

        Recalled byAna = memories.search(explaining().build()).results().getFirst();

        assertThat(Objects.requireNonNull(byAna.explanation().get(Signal.SPEAKER)))
                .satisfies(part -> assertThat(part.part()).isPositive())
                .satisfies(part -> assertThat(part.rank()).isZero());
    }

    private static int place(Recalled.Part part, List<Recalled.Part> all) {
        long above = all.stream().filter(other -> other.raw() > part.raw()).count();
        return part.raw() > 0 ? Math.toIntExact(above + 1) : 0;
    }

    private void talkOfTea() {
        memories.add(ANA, Turn.user("I like green tea").by("Ana"));
        memories.add(ANA, "The tea shop is closed");
        memories.add(ANA, "Tea grows in Assam");
        clock.advance(Duration.ofDays(1));
        memories.add(ANA, "The train leaves at noon");
    }

    private void add(AddRequest.Builder request) {
        memories.add(request.build());
    }

    private static SearchRequest.Builder explaining() {
        return SearchRequest.builder(ANA, QUESTION).explain(true);
    }

    private Explanation explained(SearchRequest.Builder request) {
        return Objects.requireNonNull(memories.search(request.build()).explanation());
    }
}
