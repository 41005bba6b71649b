package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Filter;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Scope;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Status;
import dev.recall4j.model.Superseded;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** What is told of what was known at a time. */
class KnownAtTest {

    private static final String LISBON = "Ana lives in Lisbon";
    private static final String PORTO = "Ana moved to Porto";

    private final SettableClock clock = new SettableClock(NOON);
    private final Memories memories =
            Memories.builder()
                    .journal(new InMemoryJournal())
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .extractor(ExtractionMode.LOCAL, new ScriptedExtractor(KnownAtTest::asSaid))
                    .clock(clock)
                    .zone(ZoneOffset.UTC)
                    .build();

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

    @AfterEach
    void close() {
        memories.close();
    }

    @Test
    void what_was_recorded_later_is_not_seen() {
        memories.add(ANA, LISBON);
        Instant then = later();
        memories.add(ANA, PORTO);

        Recall recall = search("Lisbon Porto", then);

        assertThat(texts(recall)).containsExactly(LISBON);
        assertThat(recall.results().getFirst().memory().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void what_was_known_to_be_superseded_is_demoted_then_as_now() {
        memories.add(ANA, LISBON);
        later();
        memories.add(ANA, PORTO);
        Instant then = later();

        assertThat(texts(search("Ana", then))).containsExactly(PORTO, LISBON);
        SearchRequest.Builder leaving =
                SearchRequest.builder(ANA, "Ana").knownAt(then).superseded(Superseded.LEAVE_OUT);
        assertThat(texts(memories.search(leaving.build()))).containsExactly(PORTO);
    }

    @Test
    void what_was_retracted_since_is_found_as_it_was() {
        MemoryId id = memories.add(ANA, LISBON).added().getFirst();
        Instant then = later();
        memories.delete(id);

        assertThat(texts(search("Lisbon", then))).containsExactly(LISBON);
        assertThat(texts(search("Lisbon", clock.instant()))).isEmpty();
    }

    @Test
    void what_was_reworded_since_is_shown_in_its_older_words() {
        MemoryId id = memories.add(ANA, LISBON).added().getFirst();
        Instant then = later();
        memories.update(id, MemoryUpdate.text("Ana lives in Lisbon, Alfama"));

        assertThat(texts(search("Lisbon", then))).containsExactly(LISBON);
        assertThat(memories.get(id, then).map(Memory::text)).contains(LISBON);
        assertThat(memories.get(id, then.minus(Duration.ofDays(9)))).isEmpty();
    }

    @Test
    void what_was_true_at_one_time_is_told_as_known_at_another() {
        Instant march = clock.instant();
        memories.add(ANA, Turn.user(LISBON).at(march.atZone(ZoneOffset.UTC)));
        Instant beforeTheNews = later();
        Instant may = later();
        memories.add(ANA, Turn.user(PORTO).at(may.atZone(ZoneOffset.UTC)));

        assertThat(texts(asOf(may, beforeTheNews))).containsExactly(LISBON);
        assertThat(texts(asOf(may, clock.instant()))).containsExactly(PORTO);
        assertThat(texts(asOf(march, clock.instant()))).containsExactly(LISBON);
    }

    @Test
    void what_was_erased_was_never_known() {
        MemoryId id = memories.add(ANA, LISBON).added().getFirst();
        Instant then = later();
        memories.erase(id);

        assertThat(texts(search("Lisbon", then))).isEmpty();
        assertThat(memories.get(id, then)).isEmpty();
        assertThat(list(ANA, then)).isEmpty();
    }

    @Test
    void a_list_shows_what_was_known_then_page_by_page() {
        MemoryId deleted = memories.add(ANA, LISBON).added().getFirst();
        Instant then = later();
        memories.delete(deleted);
        for (int i = 0; i < 5; i++) {
            memories.add(ANA, "Note " + i);
        }

        assertThat(list(ANA, then)).containsExactly(LISBON);
        assertThat(list(BOB, then)).isEmpty();
        ListRequest pages = ListRequest.builder(ANA).knownAt(then).limit(2).build();
        assertThat(memories.list(pages).items()).extracting(Memory::text).containsExactly(LISBON);
    }

    @Test
    void filters_scopes_and_tenants_hold_for_what_was_known_too() {
        MemoryId id = memories.add(ANA, LISBON).added().getFirst();
        Instant then = later();
        memories.delete(id);

        assertThat(
                        texts(
                                memories.search(
                                        request("Lisbon", then).filter(Filter.eq("n", 1)).build())))
                .isEmpty();
        assertThat(memories.search(SearchRequest.builder(BOB, "Lisbon").knownAt(then).build()))
                .matches(Recall::isEmpty);
        assertThat(memories.forTenant(GLOBEX).search(request("Lisbon", then).build()))
                .matches(Recall::isEmpty);
        assertThat(memories.forTenant(GLOBEX).get(id, then)).isEmpty();
    }

    private Instant later() {
        Instant then = clock.instant();
        clock.advance(Duration.ofDays(1));
        return then;
    }

    private static SearchRequest.Builder request(String query, Instant knownAt) {
        return SearchRequest.builder(ANA, query).knownAt(knownAt);
    }

    private Recall search(String query, Instant knownAt) {
        return memories.search(request(query, knownAt).build());
    }

    private Recall asOf(Instant asOf, Instant knownAt) {
        return memories.search(request("Lisbon Porto", knownAt).asOf(asOf).build());
    }

    private List<String> list(Scope scope, Instant knownAt) {
        return memories.list(ListRequest.builder(scope).knownAt(knownAt).build()).items().stream()
                .map(Memory::text)
                .toList();
    }

    private static List<String> texts(Recall recall) {
        return recall.results().stream().map(one -> one.memory().text()).toList();
    }
}
