package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Context;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Plan;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Recalls;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What an explanation tells of where a memory was recalled. */
class RecallsTest {

    private final SettableClock clock = new SettableClock(NOON);
    private final Memories memories = open(true);

    private Memories open(boolean recallLog) {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(InMemoryIndex::new)
                .embedder(new HashingEmbedder())
                .extractor(ExtractionMode.LOCAL, new ScriptedExtractor(RecallsTest::asSaid))
                .recallLog(recallLog)
                .clock(clock)
                .zone(ZoneOffset.UTC)
                .build();
    }

    /** Each turn as it was said, but for questions. */
    private static Extraction asSaid(List<HeardTurn> turns) {
        return new VerbatimExtractor()
                .extract(
                        turns.stream().filter(t -> !t.turn().text().endsWith("?")).toList(),
                        ExtractionSettings.NONE);
    }

    @AfterEach
    void close() {
        memories.close();
    }

    private MemoryId add(String text) {
        return memories.add(ANA, text).added().getFirst();
    }

    private Recalls recalls(MemoryId id) {
        return memories.explain(id).recalls();
    }

    @Test
    void what_was_not_recalled_has_no_recalls() {
        MemoryId id = add("Ana likes green tea");
        memories.search(Scope.ofUser("bob"), "green tea");
        memories.forTenant(GLOBEX).search(ANA, "green tea");
        memories.get(id);
        memories.list(ANA);

        assertThat(recalls(id)).isEqualTo(Recalls.NONE);
    }

    @Test
    void each_result_of_a_search_is_told_when_where_and_how_well_it_answered() {
        add("Ana likes green tea");
        add("Tea grows in Assam");

        List<Recalled> results = memories.search(ANA, "Who likes green tea?").results();

        assertThat(results).hasSize(2);
        for (Recalled one : results) {
            assertThat(recalls(one.memory().id()).latest())
                    .containsExactly(
                            new RecallEntry(
                                    NOON,
                                    ANA,
                                    RecallUse.SEARCH,
                                    results.indexOf(one) + 1,
                                    one.score()));
        }
    }

    @Test
    void what_a_search_leaves_out_was_not_recalled() {
        MemoryId tea = add("Ana likes green tea");
        MemoryId train = add("The train leaves at noon");

        memories.search(SearchRequest.builder(ANA, "green tea").limit(1).build());

        assertThat(recalls(tea).times()).isEqualTo(1);
        assertThat(recalls(train)).isEqualTo(Recalls.NONE);
    }

    @Test
    void all_recalls_are_counted_and_the_latest_are_told() {
        MemoryId id = add("Ana likes green tea");
        int times = Recalls.LATEST_MAX + 3;
        for (int i = 0; i < times; i++) {
            memories.search(ANA, "green tea");
            clock.advance(Duration.ofHours(1));
        }

        Recalls recalls = recalls(id);

        assertThat(recalls.times()).isEqualTo(times);
        assertThat(recalls.first()).isEqualTo(NOON);
        assertThat(recalls.last()).isEqualTo(NOON.plus(Duration.ofHours(times - 1)));
        assertThat(recalls.latest()).hasSize(Recalls.LATEST_MAX);
        assertThat(recalls.latest().getFirst().at()).isEqualTo(recalls.last());
    }

    @Test
    void the_scope_that_was_asked_about_is_told() {
        Scope run = ANA.withRun("r1");
        MemoryId id = memories.add(run, "Ana likes green tea").added().getFirst();

        memories.search(ANA, "green tea");
        memories.search(run, "green tea");

        assertThat(recalls(id).latest()).extracting(RecallEntry::scope).containsExactly(run, ANA);
    }

    @Test
    void a_context_recalls_what_it_shows_and_nothing_that_found_no_room() {
        for (int i = 0; i < 40; i++) {
            clock.advance(Duration.ofDays(1));
            add("Ana drinks tea number " + i);
        }

        Context context = memories.context(ANA, "Which tea number 7 or 8?", 60);

        List<Recalled> shown = context.lines().stream().map(Context.Line::recalled).toList();
        assertThat(shown).hasSizeBetween(2, 39);
        List<Recalled> best = new ArrayList<>(shown);
        best.sort(Comparator.comparingDouble(Recalled::score).reversed());
        for (Memory memory : all()) {
            List<RecallEntry> expected =
                    best.stream()
                            .filter(one -> one.memory().id().equals(memory.id()))
                            .map(one -> inContext(best.indexOf(one) + 1, one))
                            .toList();
            assertThat(recalls(memory.id()).latest()).isEqualTo(expected);
        }
    }

    private List<Memory> all() {
        return memories.list(ANA).items();
    }

    private RecallEntry inContext(int rank, Recalled one) {
        return new RecallEntry(clock.instant(), ANA, RecallUse.CONTEXT, rank, one.score());
    }

    @Test
    void a_turn_that_a_context_shows_is_no_recall_of_the_memory_beside_it() {
        memories.add(
                AddRequest.builder(ANA)
                        .turn(Turn.assistant("Which tea do you like?"))
                        .turn(Turn.user("I like green tea"))
                        .build());
        MemoryId id = all().getFirst().id();

        Context context = memories.context(ANA, "green tea", 100);

        assertThat(context.lines()).hasSize(2);
        assertThat(recalls(id).latest())
                .singleElement()
                .satisfies(entry -> assertThat(entry.use()).isEqualTo(RecallUse.CONTEXT))
                .satisfies(entry -> assertThat(entry.rank()).isEqualTo(1));
    }

    @Test
    void what_an_empty_context_looked_at_was_not_recalled() {
        MemoryId id = add("Ana likes green tea");
        memories.delete(id);

        assertThat(memories.context(ANA, "green tea", 100).lines()).isEmpty();

        assertThat(recalls(id)).isEqualTo(Recalls.NONE);
    }

    @Test
    void looking_back_in_time_is_recalling_too_and_happens_now() {
        MemoryId id = add("Ana likes green tea");
        clock.advance(Duration.ofDays(1));
        memories.delete(id);

        memories.search(SearchRequest.builder(ANA, "green tea").knownAt(NOON).build());

        assertThat(recalls(id).latest())
                .extracting(RecallEntry::at)
                .containsExactly(clock.instant());
    }

    @Test
    void what_was_superseded_can_be_recalled() {
        MemoryId id = add("Ana lives in Lisbon");
        add("Ana moved to Porto");

        memories.search(
                SearchRequest.builder(ANA, "Lisbon").superseded(Superseded.INCLUDE).build());

        assertThat(memories.explain(id).memory().status()).isEqualTo(Status.SUPERSEDED);
        assertThat(recalls(id).times()).isEqualTo(1);
    }

    @Test
    void what_the_engine_looks_up_for_itself_is_not_recalled() {
        MemoryId id = add("Ana lives in Lisbon");

        add("Ana moved to Porto");
        add("Ana lives in Lisbon by the sea");
        memories.explain(id);

        assertThat(recalls(id)).isEqualTo(Recalls.NONE);
    }

    @Test
    void a_search_does_not_stop_a_plan_that_was_made_before() {
        MemoryId id = add("Ana lives in Lisbon");
        Plan plan =
                memories.plan(
                        AddRequest.builder(ANA).turn(Turn.user("Ana moved to Porto")).build());
        memories.search(ANA, "Lisbon");
        assertThat(recalls(id).times()).isEqualTo(1);

        assertThat(memories.apply(plan).decisions()).hasSize(1);
    }

    @Test
    void recalls_that_wait_to_be_noted_go_with_what_is_erased() {
        MemoryId id = add("Ana likes green tea");
        memories.search(ANA, "green tea");
        memories.erase(ANA);

        MemoryId again = add("Ana likes green tea");

        assertThat(again).isNotEqualTo(id);
        assertThat(recalls(again)).isEqualTo(Recalls.NONE);
        assertThat(memories.check().indexSound()).isTrue();
    }

    @Test
    void who_wants_no_log_of_recalls_has_none() {
        try (Memories without = open(false)) {
            MemoryId id = without.add(ANA, "Ana likes green tea").added().getFirst();

            without.search(ANA, "green tea");
            without.context(ANA, "green tea", 100);

            assertThat(without.explain(id).recalls()).isEqualTo(Recalls.NONE);
        }
    }
}
