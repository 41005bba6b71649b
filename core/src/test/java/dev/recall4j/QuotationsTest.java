package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Role;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the facade promises about turns that are kept beside what a model drew from them. */
class QuotationsTest {

    private static final Turn LIKES = Turn.user("I like green tea").by("Ana");
    private static final Turn CATS = Turn.user("Two cats wait at the door").by("Ana");

    private final Memories memories = memories(true);

    private static Memories memories(boolean quotations) {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(InMemoryIndex::new)
                .embedder(new HashingEmbedder())
                .extractor(ExtractionMode.MODEL, new ScriptedExtractor(QuotationsTest::statements))
                .extractor(ExtractionMode.LOCAL, new ScriptedExtractor(QuotationsTest::statements))
                .defaultMode(ExtractionMode.MODEL)
                .quotations(quotations)
                .clock(new SettableClock(NOON))
                .zone(ZoneOffset.UTC)
                .build();
    }

    /** Of each turn that says "I". */
    private static Extraction statements(List<HeardTurn> turns) {
        return new Extraction(
                turns.stream()
                        .filter(turn -> turn.turn().text().startsWith("I "))
                        .map(QuotationsTest::candidate)
                        .toList(),
                List.of());
    }

    private static Candidate candidate(HeardTurn turn) {
        String text = turn.turn().text();
        Evidence evidence = new Evidence(turn.id(), 0, text.length());
        return new Candidate(
                "Ana says: " + text.substring(2), evidence, Set.of(Memory.QUOTATION), null);
    }

    @AfterEach
    void close() {
        memories.close();
    }

    private static Added add(Memories memories, AddRequest.Builder request, Turn... turns) {
        Stream.of(turns).forEach(request::turn);
        return memories.add(request.build());
    }

    private Added add(Turn... turns) {
        return add(memories, AddRequest.builder(ANA), turns);
    }

    private static List<String> listed(Memories memories, boolean quotations) {
        return memories
                .list(ListRequest.builder(ANA).quotations(quotations).build())
                .items()
                .stream()
                .map(Memory::text)
                .toList();
    }

    private List<String> quoted() {
        return memories.list(ListRequest.builder(ANA).quotations(true).build()).items().stream()
                .filter(Memory::isQuotation)
                .map(Memory::text)
                .toList();
    }

    private List<String> found(String query) {
        return memories.search(ANA, query).results().stream()
                .map(Recalled::memory)
                .map(Memory::text)
                .toList();
    }

    @Test
    void what_the_model_left_out_is_found_word_for_word() {
        Added added = add(LIKES, CATS);

        assertThat(found("cats at the door").getFirst()).isEqualTo(CATS.text());
        assertThat(added.added()).hasSize(1);
        Memory quotation = memories.get(MemoryId.of(idOf(added, CATS))).orElseThrow();
        assertThat(quotation.categories()).containsExactly(Memory.QUOTATION);
        assertThat(quotation.provenance().extractor()).isEqualTo("verbatim/1");
    }

    private static String idOf(Added added, Turn turn) {
        return added.decisions().stream()
                .filter(Decision.Add.class::isInstance)
                .map(Decision.Add.class::cast)
                .filter(add -> add.draft().text().equals(turn.text()))
                .map(add -> add.draft().id().value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_statement_and_the_turn_it_was_drawn_from_are_not_both_found() {
        add(LIKES, CATS);

        assertThat(found("green tea"))
                .contains("Ana says: like green tea")
                .doesNotContain(LIKES.text());
        assertThat(memories.context(ANA, "green tea", 200).text()).containsOnlyOnce("green tea");
    }

    @Test
    void as_many_categories_as_there_may_be_leave_no_room_for_quotations_and_lose_nothing() {
        Set<String> categories =
                IntStream.range(0, Memory.CATEGORIES_MAX)
                        .mapToObj(i -> "category " + i)
                        .collect(Collectors.toSet());

        Added added = add(memories, AddRequest.builder(ANA).categories(categories), LIKES, CATS);

        assertThat(added.added()).hasSize(1);
        assertThat(quoted()).isEmpty();
        assertThat(memories.stats().pendingTurns()).isZero();
    }

    @Test
    void a_quotation_that_a_statement_stands_for_is_not_said_to_be_too_little_alike() {
        add(LIKES);

        Recall recall =
                memories.search(SearchRequest.builder(ANA, "green tea").explain(true).build());

        assertThat(recall.results()).hasSize(1);
        assertThat(recall.reasons()).isEmpty();
        assertThat(Objects.requireNonNull(recall.explanation()).belowThreshold()).isZero();
    }

    @Test
    void a_statement_in_the_words_of_a_quotation_is_one_of_its_own() {
        add(Turn.user("Ana says: like green tea"));

        add(LIKES);

        assertThat(listed(memories, false)).containsExactly("Ana says: like green tea");
    }

    @Test
    void lists_leave_them_out_unless_they_are_asked_for() {
        add(LIKES, CATS);

        assertThat(listed(memories, false)).containsExactly("Ana says: like green tea");
        assertThat(listed(memories, true))
                .containsExactlyInAnyOrder("Ana says: like green tea", LIKES.text(), CATS.text());
    }

    @Test
    void a_model_cannot_make_a_statement_one() {
        add(LIKES);

        assertThat(quoted()).containsExactly(LIKES.text());
    }

    @Test
    void who_deletes_a_statement_does_not_find_it_in_the_words_around_it() {
        MemoryId statement =
                add(LIKES, Turn.assistant("Green tea it is!").by("Juno")).added().getFirst();

        memories.delete(statement);

        assertThat(found("green tea")).isEmpty();
    }

    @Test
    void only_what_people_and_assistants_say_to_each_other_is_kept() {
        add(
                Turn.of(Role.TOOL, "Tea price list of 2024"),
                Turn.of(Role.SYSTEM, "Be nice"),
                Turn.user("Tea ".repeat(600)),
                CATS);

        assertThat(quoted()).containsExactly(CATS.text());
    }

    @Test
    void a_restored_quotation_is_said_again_as_it_would_be_where_it_came_from() {
        add(CATS);
        List<ExportRecord> exported = new ArrayList<>();
        memories.export(exported::add);
        try (Memories copy = memories(true)) {
            copy.restore(exported.iterator(), done -> {});

            add(copy, AddRequest.builder(ANA), CATS);

            assertThat(listed(copy, true)).containsExactly(CATS.text());
        }
    }

    @Test
    void a_caller_can_neither_make_a_statement_one_nor_a_quotation_a_statement() {
        assertThatThrownBy(() ->
                        add(
                                memories,
                                AddRequest.builder(ANA).categories(Set.of(Memory.QUOTATION)),
                                LIKES))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'quotation'");
        MemoryId quotation = MemoryId.of(idOf(add(LIKES), LIKES));

        memories.update(quotation, MemoryUpdate.builder().categories(Set.of("taste")).build());

        assertThat(memories.get(quotation).orElseThrow().categories())
                .containsExactlyInAnyOrder("taste", Memory.QUOTATION);
    }

    @Test
    void who_says_what_to_remember_and_what_not_gets_statements_only() {
        for (ExtractionSettings wishes :
                List.of(
                        ExtractionSettings.builder().excludes("health").build(),
                        ExtractionSettings.builder().includes("food").build(),
                        ExtractionSettings.builder().instructions("Be brief.").build())) {
            add(memories, AddRequest.builder(ANA).settings(wishes), LIKES, CATS);
        }
        add(memories, AddRequest.builder(ANA).review(true), CATS);
        add(memories, AddRequest.builder(ANA).mode(ExtractionMode.LOCAL), CATS);

        assertThat(quoted()).isEmpty();
    }

    @Test
    void whoever_does_not_want_them_gets_none() {
        try (Memories without = memories(false)) {
            add(without, AddRequest.builder(ANA), LIKES, CATS);

            assertThat(listed(without, true)).containsExactly("Ana says: like green tea");
        }
    }
}
