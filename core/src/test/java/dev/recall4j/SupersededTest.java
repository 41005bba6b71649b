package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.GLOBEX;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Filter;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryExplanation;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Status;
import dev.recall4j.model.Superseded;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** What a search and a context make of memories that were superseded. */
class SupersededTest {

    private static final String OLD = "Ana lives in Lisbon";
    private static final String NEW = "Ana moved to Porto";
    private static final Instant MAY = Instant.parse("2026-05-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(MAY.minus(Duration.ofDays(100)));
    private final Memories memories =
            Memories.builder()
                    .journal(new InMemoryJournal())
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .extractor(ExtractionMode.LOCAL, new ScriptedExtractor(SupersededTest::asSaid))
                    .clock(clock)
                    .zone(ZoneOffset.UTC)
                    .build();

    private MemoryId old;

    private static Extraction asSaid(List<HeardTurn> turns) {
        return new Extraction(
                turns.stream()
                        .map(turn ->
                                new Candidate(
                                        turn.turn().text(),
                                        new Evidence(turn.id(), 0, turn.turn().text().length()),
                                        Set.of(),
                                        null))
                        .toList(),
                List.of());
    }

    @BeforeEach
    void ana_moves() {
        old = memories.add(ANA, OLD).added().getFirst();
        clock.advance(Duration.ofDays(100));
        memories.add(ANA, NEW);
        assertThat(memories.get(old).orElseThrow().status()).isEqualTo(Status.SUPERSEDED);
    }

    @AfterEach
    void close() {
        memories.close();
    }

    @Test
    void what_was_superseded_is_found_with_half_of_its_score() {
        Recalled demoted = find(Superseded.DEMOTE, "Lisbon");
        Recalled included = find(Superseded.INCLUDE, "Lisbon");

        assertThat(demoted.memory().status()).isEqualTo(Status.SUPERSEDED);
        assertThat(demoted.memory().validTo()).isEqualTo(MAY);
        assertThat(demoted.score()).isCloseTo(included.score() / 2, within(1e-9));
    }

    @Test
    void what_is_true_now_goes_before_what_was_superseded() {
        assertThat(texts(search("Ana"))).containsExactly(NEW, OLD);
    }

    @Test
    void the_parts_of_a_demoted_score_add_up_to_it() {
        Recalled demoted =
                memories
                        .search(SearchRequest.builder(ANA, "Lisbon").explain(true).build())
                        .results()
                        .stream()
                        .filter(one -> one.memory().id().equals(old))
                        .findFirst()
                        .orElseThrow();

        double sum = demoted.explanation().values().stream().mapToDouble(Recalled.Part::part).sum();
        assertThat(sum).isCloseTo(demoted.score(), within(1e-9));
    }

    @Test
    void the_threshold_is_asked_of_the_demoted_score() {
        double demoted = find(Superseded.DEMOTE, "Lisbon").score();

        assertThat(texts(memories.search(request("Lisbon").threshold(demoted).build())))
                .contains(OLD);
        assertThat(texts(memories.search(request("Lisbon").threshold(demoted + 1e-6).build())))
                .doesNotContain(OLD);
    }

    @Test
    void superseded_memories_take_no_place_of_current_ones() {
        for (int i = 0; i < 70; i++) {
            clock.advance(Duration.ofDays(1));
            memories.add(ANA, "Ana moved to " + (i % 2 == 0 ? "Lisbon" : "Porto"));
        }

        Recall recall = memories.search(request("Ana moved to").limit(1).build());

        assertThat(recall.results().getFirst().memory().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void what_took_the_place_of_a_superseded_memory_answers_for_it() {
        Recall recall = memories.search(request("Who lives in Lisbon?").build());

        assertThat(texts(recall)).containsExactly(NEW, OLD);
    }

    @Test
    void a_context_answers_with_what_took_the_place_of_what_was_true() {
        assertThat(memories.context(ANA, "Who lives in Lisbon?", 200).text())
                .contains(NEW)
                .doesNotContain(OLD);
    }

    @Test
    void a_successor_that_the_filter_keeps_out_is_kept_out() {
        Filter filter = Filter.not(Filter.contains("text", "Porto"));

        assertThat(texts(memories.search(request("Lisbon").filter(filter).build())))
                .doesNotContain(NEW);
    }

    @Test
    void what_was_superseded_can_be_left_out() {
        Recall recall = memories.search(request("Lisbon").superseded(Superseded.LEAVE_OUT).build());

        assertThat(texts(recall)).doesNotContain(OLD);
    }

    @Test
    void what_was_retracted_is_not_found_with_what_was_superseded() {
        memories.delete(old);

        assertThat(texts(search("Lisbon"))).doesNotContain(OLD);
    }

    @Test
    void where_all_is_superseded_or_expired_silence_counts_what_is_left() {
        memories.delete(memories.list(ANA).items().getFirst().id());

        Recall recall = memories.search(request("Lisbon").superseded(Superseded.LEAVE_OUT).build());

        assertThat(recall.reasons())
                .extracting(reason -> reason.code())
                .containsExactly(ReasonCode.NOT_VALID);
    }

    @Test
    void a_context_tells_what_is_true_now_unless_it_is_asked_for_more() {
        assertThat(memories.context(ANA, "Where does Ana live?", 100).text())
                .contains(NEW)
                .doesNotContain(OLD);
        assertThat(memories.context(ANA, "Where did Ana live?", 100, Superseded.INCLUDE).text())
                .contains("- " + OLD + " (until 2026-05-01, superseded)");
    }

    @Test
    void a_memory_is_explained_by_its_turns_its_history_and_what_took_its_place() {
        MemoryExplanation explained = memories.explain(old);
        MemoryExplanation successor = memories.explain(explained.newer().getFirst().id());

        assertThat(explained.memory()).isEqualTo(memories.get(old).orElseThrow());
        assertThat(explained.memory().provenance().sources().getFirst().quote()).isEqualTo(OLD);
        assertThat(explained.history()).isEqualTo(memories.history(old));
        assertThat(explained.older()).isEmpty();
        assertThat(successor.older()).containsExactly(explained.memory());
        assertThat(successor.newer()).isEmpty();
    }

    @Test
    void chains_are_told_to_their_ends() {
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofDays(1));
            memories.add(ANA, "Ana moved to " + (i % 2 == 0 ? "Lisbon" : "Porto"));
        }

        assertThat(memories.explain(old).newer()).hasSize(6);
        assertThat(memories.explain(memories.list(ANA).items().getFirst().id()).older())
                .hasSize(6)
                .last()
                .isEqualTo(memories.get(old).orElseThrow());
    }

    @Test
    void what_is_not_there_or_another_tenants_is_not_explained() {
        assertThatThrownBy(() -> memories.forTenant(GLOBEX).explain(old))
                .isInstanceOf(InvalidRequestException.class);
        memories.erase(old);
        assertThatThrownBy(() -> memories.explain(old)).isInstanceOf(InvalidRequestException.class);
    }

    private Recalled find(Superseded superseded, String query) {
        return memories.search(request(query).superseded(superseded).build()).results().stream()
                .filter(one -> one.memory().id().equals(old))
                .findFirst()
                .orElseThrow();
    }

    private Recall search(String query) {
        return memories.search(request(query).build());
    }

    private static SearchRequest.Builder request(String query) {
        return SearchRequest.builder(ANA, query);
    }

    private static List<String> texts(Recall recall) {
        return recall.results().stream().map(one -> one.memory().text()).toList();
    }
}
