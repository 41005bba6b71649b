package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Held;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Origin;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/** How an agent did a task is one memory, with all turns of it that matter. */
class ProcedureTest {

    private static final Scope AGENT = Scope.ofAgent("deployer");
    private static final String STEPS =
            "Deploy\n1. Ran the tests\n2. Pushed build 7 to Oslo\n=> Done";

    private final ScriptedExtractor extractor = new ScriptedExtractor(ProcedureTest::ofAll);
    private final Memories memories =
            Memories.builder()
                    .journal(new InMemoryJournal())
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .extractor(ExtractionMode.PROCEDURE, extractor)
                    .build();

    @AfterEach
    void close() {
        memories.close();
    }

    /** The last turn before the first two. */
    private static Extraction ofAll(List<HeardTurn> turns) {
        return new Extraction(
                List.of(
                        candidate(
                                STEPS,
                                Samples.wholeOf(turns.getLast()),
                                turns.stream().limit(2).map(Samples::wholeOf).toList())),
                List.of());
    }

    private static Candidate candidate(String text, Evidence evidence, List<Evidence> further) {
        return new Candidate(text, evidence, Set.of("procedure"), null, null, further);
    }

    private static AddRequest.Builder work(Scope scope) {
        return AddRequest.builder(scope)
                .turn(Turn.assistant("I deploy build 7.").withExternalId("first"))
                .turn(Turn.of(Role.TOOL, "Tests: all green"))
                .turn(Turn.assistant("Nearly there."))
                .turn(Turn.of(Role.TOOL, "Pushed to Oslo"))
                .mode(ExtractionMode.PROCEDURE);
    }

    private Memory only() {
        return memories.list(AGENT).items().getFirst();
    }

    @Test
    void a_procedure_is_one_memory_whose_provenance_lists_its_turns_in_order() {
        Added added = memories.add(work(AGENT).build());

        assertThat(added.added()).hasSize(1);
        assertThat(only().text()).isEqualTo(STEPS);
        assertThat(only().categories()).containsExactly("procedure");
        assertThat(only().provenance().sources())
                .extracting(Source::text)
                .containsExactly("I deploy build 7.", "Tests: all green", "Pushed to Oslo");
        assertThat(added.reasons())
                .extracting(reason -> reason.code(), reason -> reason.count())
                .containsExactly(tuple(ReasonCode.NOTHING_TO_REMEMBER, 1L));
    }

    @Test
    void without_an_agent_it_is_refused_before_anything_is_kept() {
        AddRequest request = work(Scope.ofUser("ana")).build();

        assertThatThrownBy(() -> memories.add(request))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("names no agent");
        assertThatThrownBy(() -> memories.plan(request))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(memories.stats().turns()).isZero();
    }

    @Test
    void without_a_model_it_is_refused_with_what_to_configure_and_never_another_mode() {
        try (Memories plain =
                Memories.builder()
                        .journal(new InMemoryJournal())
                        .index(InMemoryIndex::new)
                        .embedder(new HashingEmbedder())
                        .build()) {
            assertThatThrownBy(() -> plain.add(work(AGENT).build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage(
                            "The mode procedure needs a chat model that is not configured; configure one, or use verbatim.");
            assertThat(plain.stats().turns()).isZero();
        }
    }

    @Test
    void it_is_never_the_mode_of_a_request_that_does_not_say() {
        memories.add(AGENT, "I deploy build 7.");

        assertThat(only().text()).isEqualTo("I deploy build 7.");
    }

    @Test
    void a_number_that_stands_in_none_of_the_turns_is_held() {
        memories.add(
                AddRequest.builder(AGENT)
                        .turn(Turn.assistant("I deploy build 6 to Oslo."))
                        .mode(ExtractionMode.PROCEDURE)
                        .build());

        assertThat(memories.list(AGENT).items()).isEmpty();
        assertThat(memories.held(AGENT, null).items())
                .extracting(Held::code)
                .containsExactly(ReasonCode.NUMBER_UNSUPPORTED);
    }

    @Test
    void further_evidence_that_is_none_is_left_out_alone() {
        extractor.script(turns ->
                new Extraction(
                        List.of(
                                candidate(
                                        STEPS,
                                        Samples.wholeOf(turns.getLast()),
                                        List.of(
                                                new Evidence(new TurnId("made-up"), 0, 1),
                                                new Evidence(turns.get(0).id(), 0, 9_999),
                                                new Evidence(turns.get(1).id(), 3, 3),
                                                new Evidence(turns.get(2).id(), 0, 6)))),
                        List.of()));

        memories.add(work(AGENT).build());

        assertThat(only().provenance().sources())
                .extracting(Source::quote)
                .containsExactly("Nearly", "Pushed to Oslo");
    }

    @Test
    void a_task_done_the_same_way_again_counts_for_the_memory_though_it_was_just_recalled() {
        memories.add(work(AGENT).build());
        assertThat(memories.search(AGENT, "push build to Oslo").results()).hasSize(1);

        Added again =
                memories.add(
                        AddRequest.builder(AGENT)
                                .turn(Turn.of(Role.TOOL, "Pushed build 7 to Oslo"))
                                .mode(ExtractionMode.PROCEDURE)
                                .build());

        assertThat(again.reinforced()).hasSize(1);
        assertThat(only().occurrences()).isEqualTo(2);
    }

    @Test
    void a_step_does_not_take_the_place_of_what_is_known_of_somebody() {
        memories.add(AddRequest.builder(AGENT).turn(Turn.user("Ana lives in Lisbon.")).build());
        extractor.script(turns ->
                new Extraction(
                        List.of(
                                candidate(
                                        "1. Ana moved to Porto\n2. Changed the address",
                                        Samples.wholeOf(turns.getFirst()),
                                        List.of())),
                        List.of()));

        memories.add(
                AddRequest.builder(AGENT)
                        .turn(Turn.assistant("Ana moved to Porto: changed the address."))
                        .mode(ExtractionMode.PROCEDURE)
                        .build());

        assertThat(memories.list(AGENT).items())
                .hasSize(2)
                .allMatch(memory -> memory.status() == Status.ACTIVE);
    }

    @Test
    void it_outlives_one_of_its_turns_and_goes_with_the_last() {
        List<TurnId> turns = memories.add(work(AGENT).build()).turns();

        memories.retractSource(new Origin.OfTurn(turns.getFirst()));
        assertThat(only().provenance().sources()).hasSize(2);

        memories.retractSource(new Origin.OfTurn(turns.get(1)));
        memories.retractSource(new Origin.OfTurn(turns.get(3)));
        assertThat(memories.list(AGENT).items()).isEmpty();
    }

    @Test
    void erasing_it_erases_every_turn_it_is_from() {
        memories.add(work(AGENT).build());

        memories.erase(only().id());

        assertThat(memories.stats().turns()).isEqualTo(1);
    }

    @Test
    void a_plan_of_it_is_carried_out_with_all_its_turns() {
        memories.apply(memories.plan(work(AGENT).build()));

        assertThat(only().provenance().sources()).hasSize(3);
    }
}
