package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Held;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Plan;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.tck.HashingEmbedder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

class PlanTest {

    private static final Scope ANA = Scope.ofUser("ana");

    private final InMemoryJournal journal = new InMemoryJournal();

    private final Memories memories =
            Memories.builder()
                    .journal(journal)
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .extractor(ExtractionMode.LOCAL, new ScriptedExtractor(PlanTest::asSaid))
                    .build();

    @AfterEach
    void close() {
        memories.close();
    }

    private static Extraction asSaid(List<HeardTurn> turns) {
        return new VerbatimExtractor().extract(turns, ExtractionSettings.NONE);
    }

    private static AddRequest saying(String text) {
        return AddRequest.builder(ANA).turn(Turn.user(text)).build();
    }

    @Test
    void a_plan_tells_what_would_be_decided_and_keeps_nothing() {
        memories.add(ANA, "Ana lives in Lisbon.");

        Plan plan = memories.plan(saying("Ana moved to Porto."));

        assertThat(plan.decisions()).hasExactlyElementsOfTypes(Decision.Supersede.class);
        assertThat(memories.list(ANA).items())
                .extracting(Memory::text)
                .containsExactly("Ana lives in Lisbon.");
        assertThat(memories.stats().turns()).isEqualTo(1);
    }

    @Test
    void a_plan_that_is_applied_does_what_it_told() {
        memories.add(ANA, "Ana lives in Lisbon.");
        Plan plan = memories.plan(saying("Ana moved to Porto."));

        Added added = memories.apply(plan);

        assertThat(added.turns()).hasSize(1);
        assertThat(memories.search(ANA, "Where does Ana live?").results())
                .extracting(recalled -> recalled.memory().text())
                .startsWith("Ana moved to Porto.");
    }

    @Test
    void words_that_are_kept_beside_a_statement_that_says_the_same_are_applied_with_it() {
        try (Memories quoting =
                Memories.builder()
                        .journal(new InMemoryJournal())
                        .index(InMemoryIndex::new)
                        .embedder(new HashingEmbedder())
                        .extractor(ExtractionMode.MODEL, new ScriptedExtractor(PlanTest::asSaid))
                        .build()) {
            Added added = quoting.apply(quoting.plan(saying("Ana has a dog.")));

            assertThat(added.decisions()).hasSize(2);
        }
    }

    @Test
    void a_plan_is_not_applied_to_a_scope_that_has_moved() {
        Plan plan = memories.plan(saying("Ana moved to Porto."));
        memories.add(ANA, "Ana lives in Lisbon.");

        assertThatThrownBy(() -> memories.apply(plan)).isInstanceOf(ConflictException.class);
        assertThat(memories.stats().turns()).isEqualTo(1);
    }

    @Test
    void a_plan_is_applied_once() {
        Plan plan = memories.plan(saying("Ana moved to Porto."));
        memories.apply(plan);

        assertThatThrownBy(() -> memories.apply(plan)).isInstanceOf(ConflictException.class);
    }

    @Test
    void what_was_struck_from_a_plan_does_not_become_a_memory() {
        Plan plan =
                memories.plan(
                        AddRequest.builder(ANA)
                                .turn(Turn.user("Ana has a dog."))
                                .turn(Turn.user("Ana has a secret."))
                                .build());
        MemoryId secret = ((Decision.Add) plan.decisions().getLast()).draft().id();

        memories.apply(plan.without(Set.of(secret)));

        assertThat(memories.list(ANA).items())
                .extracting(Memory::text)
                .containsExactly("Ana has a dog.");
    }

    @Test
    void a_forged_gist_in_a_plan_does_not_hide_what_a_statement_claims() {
        Plan plan = memories.plan(saying("Ana lives in Lisbon."));
        Draft draft = ((Decision.Add) plan.decisions().getFirst()).draft();
        Decision forged = new Decision.Add(draft.with(Gist.of("forged")), "news");

        memories.apply(plan.with(List.of(forged)));
        memories.add(ANA, "Ana moved to Porto.");

        assertThat(memories.get(draft.id()).orElseThrow().status()).isEqualTo(Status.SUPERSEDED);
    }

    @Test
    void a_plan_that_cites_what_nobody_said_is_refused() {
        Plan plan = memories.plan(saying("Ana lives in Lisbon."));
        Evidence beyond = new Evidence(plan.turns().getFirst().id(), 0, 1_000);

        assertThatThrownBy(() ->
                        plan.with(
                                List.of(
                                        new Decision.Ignore(
                                                beyond, ReasonCode.SMALL_TALK, "small talk"))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_held_statement_of_a_plan_rests_on_turns_of_the_plan() {
        Plan plan = memories.plan(saying("Ana lives in Lisbon."));
        Draft draft = ((Decision.Add) plan.decisions().getFirst()).draft();
        Evidence said = draft.evidence().getFirst();

        assertThatThrownBy(() -> plan.with(List.of(holding(said, resting(draft)))))
                .isInstanceOf(InvalidRequestException.class);
        Evidence beyond = new Evidence(said.turn(), 0, 1_000);
        assertThatThrownBy(() -> plan.with(List.of(holding(said, resting(draft, beyond)))))
                .isInstanceOf(InvalidRequestException.class);
        Evidence foreign = new Evidence(new TurnId("foreign"), 0, 1);
        assertThatThrownBy(() -> plan.with(List.of(holding(said, resting(draft, foreign)))))
                .isInstanceOf(InvalidRequestException.class);
    }

    private static Decision holding(Evidence evidence, Draft held) {
        return new Decision.Ignore(evidence, ReasonCode.GUESS, held, "look at it");
    }

    private static Draft resting(Draft draft, Evidence... evidence) {
        return changed(draft, draft.text(), evidence);
    }

    private static Draft changed(Draft draft, String text, Evidence... evidence) {
        return new Draft(
                draft.id(),
                text,
                draft.fingerprint(),
                draft.extractor(),
                List.of(evidence),
                draft.saidAt(),
                null,
                null,
                Set.of(),
                draft.metadata());
    }

    @Test
    void two_memories_of_a_plan_do_not_have_the_same_id() {
        Plan plan = memories.plan(saying("Ana lives in Lisbon."));
        Decision.Add add = (Decision.Add) plan.decisions().getFirst();
        Draft other =
                changed(
                        add.draft(),
                        "Ana has a dog.",
                        add.draft().evidence().toArray(Evidence[]::new));

        assertThatThrownBy(() -> plan.with(List.of(add, new Decision.Add(other, "news"))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_change_in_a_plan_is_at_a_time_that_can_be_kept() {
        memories.add(ANA, "Ana lives in Lisbon.");
        Plan plan = memories.plan(saying("Ana moved to Porto."));
        Decision.Supersede change = (Decision.Supersede) plan.decisions().getFirst();

        assertThatThrownBy(() ->
                        new Decision.Supersede(
                                change.older(), change.draft(), Instant.MAX, change.reason()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void what_is_added_for_review_is_no_memory_until_it_is_accepted() {
        memories.add(ANA, "Ana lives in Lisbon.");
        Added added =
                memories.add(
                        AddRequest.builder(ANA)
                                .turn(Turn.user("Ana moved to Porto."))
                                .review(true)
                                .build());
        Held held = memories.held(ANA, null).items().getFirst();

        assertThat(added.added()).isEmpty();
        assertThat(held.code()).isEqualTo(ReasonCode.AWAITS_REVIEW);
        assertThat(memories.list(ANA).items()).hasSize(1);
        assertThat(memories.context(ANA, "Where does Ana live?", 500).text())
                .doesNotContain("Porto");

        Added accepted = memories.accept(held.id());

        assertThat(accepted.decisions()).hasExactlyElementsOfTypes(Decision.Supersede.class);
        assertThat(memories.held(ANA, null).items()).isEmpty();
        assertThat(memories.get(held.id()).orElseThrow().provenance().sources()).hasSize(1);
    }

    @Test
    void what_is_rejected_is_never_a_memory() {
        memories.add(
                AddRequest.builder(ANA)
                        .turn(Turn.user("Ana moved to Porto."))
                        .review(true)
                        .build());
        MemoryId held = memories.held(ANA, null).items().getFirst().id();

        memories.reject(held);

        assertThat(memories.held(ANA, null).items()).isEmpty();
        assertThat(memories.list(ANA).items()).isEmpty();
        assertThatThrownBy(() -> memories.accept(held)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void another_tenant_can_neither_accept_nor_reject() {
        memories.add(
                AddRequest.builder(ANA)
                        .turn(Turn.user("Ana moved to Porto."))
                        .review(true)
                        .build());
        MemoryId held = memories.held(ANA, null).items().getFirst().id();
        Memories other = memories.forTenant(Tenant.of("other"));

        assertThatThrownBy(() -> other.accept(held)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> other.reject(held)).isInstanceOf(InvalidRequestException.class);
        assertThat(memories.held(ANA, null).items()).hasSize(1);
    }
}
