package dev.recall4j.tck;

import static dev.recall4j.tck.JournalScene.vector;
import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.OPTIONS;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.Held;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Page;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Hearing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a journal promises of candidates that are kept aside. */
interface JournalHoldingTests {

    JournalScene scene();

    @Test
    default void a_held_candidate_is_read_back_whole_and_is_no_memory() {
        HeardTurn turn = scene().hear(ACME, ANA, "1", "I moved to Porto in May");
        Evidence evidence = new Evidence(turn.id(), 2, 16);
        Draft draft =
                new Draft(
                        MemoryId.of("m1"),
                        "Ana moved to Rome",
                        new Gist("ana moved to rome", Set.of("home")),
                        "model/1",
                        List.of(evidence),
                        NOON.minusSeconds(5),
                        NOON.minusSeconds(60),
                        NOON.plusSeconds(30),
                        NOON.plusSeconds(60),
                        Set.of("place", "event"),
                        Metadata.of("k", 2.0),
                        Set.of("place"));

        scene().decide(ACME, ANA, "hearing-1", held(draft));

        Held held =
                new Held(
                        ANA,
                        draft,
                        new Source(evidence, null, turn.turn().text(), NOON),
                        ReasonCode.UNGROUNDED,
                        scene().now());
        assertThat(scene().journal().held(ACME, draft.id())).contains(held);
        assertThat(all(ANA)).containsExactly(held);
        assertThat(scene().journal().memory(ACME, draft.id())).isEmpty();
        assertThat(withoutMemories()).isTrue();
    }

    @Test
    default void held_candidates_come_page_by_page_in_their_order() {
        IntStream.range(0, 5).forEach(i -> hold(ANA, "m" + i, null));

        Page<Held> first = scene().journal().held(ACME, ANA, null, 2);
        Page<Held> second = scene().journal().held(ACME, ANA, first.cursor(), 2);
        Page<Held> third = scene().journal().held(ACME, ANA, second.cursor(), 2);

        assertThat(Stream.of(first, second, third).flatMap(page -> page.items().stream()))
                .extracting(held -> held.id().value())
                .containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(third.cursor()).isNull();
    }

    @Test
    default void a_candidate_cannot_have_the_id_of_a_memory_or_of_an_erased_one() {
        MemoryId kept = scene().add(ANA, "kept", "Tea");
        MemoryId erased = scene().add(ANA, "erased", "Milk");
        scene().journal().erase(ACME, erased, scene().act());

        for (MemoryId taken : List.of(kept, erased)) {
            HeardTurn turn = scene().hear(ACME, ANA, "of " + taken, "Water");
            Draft draft = scene().draft(taken.value(), "Water", wholeOf(turn));
            assertThatThrownBy(() -> scene().decide(ACME, ANA, "hearing-of " + taken, held(draft)))
                    .isInstanceOf(ConflictException.class);
        }
    }

    @Test
    default void a_tally_counts_what_is_held_of_the_tenant() {
        hold(ANA, "m0", null);
        hold(BOB, "m1", null);

        assertThat(scene().journal().tally(ACME, NOON).held()).isEqualTo(2);
        assertThat(scene().journal().tally(GLOBEX, NOON).held()).isZero();
    }

    @Test
    default void a_cursor_of_something_else_is_refused() {
        assertThatThrownBy(() -> scene().journal().held(ACME, ANA, "x", 2))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    default void a_released_candidate_is_held_no_more() {
        MemoryId id = hold(ANA, "m1", null);

        release(ANA, id);

        assertThat(scene().journal().held(ACME, id)).isEmpty();
    }

    @Test
    default void a_candidate_is_released_once_and_by_its_own_scope() {
        MemoryId id = hold(ANA, "m1", null);

        assertThatThrownBy(() -> release(BOB, id)).isInstanceOf(ConflictException.class);
        release(ANA, id);
        assertThatThrownBy(() -> release(ANA, id)).isInstanceOf(ConflictException.class);
    }

    @Test
    default void an_accepted_candidate_becomes_a_memory_in_the_same_write() {
        MemoryId id = hold(ANA, "m1", null);
        Draft draft = scene().journal().held(ACME, id).orElseThrow().draft();

        scene().journal()
                .decide(
                        ACME,
                        ANA,
                        view ->
                                new DecisionSet(
                                        null,
                                        List.of(new Decision.Add(draft, "accepted")),
                                        Map.of(id, vector(draft.text())),
                                        scene().act(),
                                        null,
                                        Set.of(id)));

        assertThat(scene().memory(id).provenance().sources()).hasSize(1);
        assertThat(scene().journal().held(ACME, id)).isEmpty();
    }

    @Test
    default void another_tenant_sees_no_held_candidate() {
        MemoryId id = hold(ANA, "m1", null);

        assertThat(scene().journal().held(GLOBEX, id)).isEmpty();
        assertThat(scene().journal().held(GLOBEX, ANA, null, 10).items()).isEmpty();
    }

    @Test
    default void a_candidate_of_a_turn_that_is_not_kept_here_conflicts() {
        HeardTurn bobs = scene().hear(ACME, BOB, "1", "Tea");
        Draft draft = scene().draft("m1", "Tea", wholeOf(bobs));

        assertThatThrownBy(() -> scene().decide(ANA, held(draft)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    default void a_held_candidate_leaves_with_its_turn_and_with_its_scope() {
        MemoryId one = hold(ANA, "m1", null);
        scene().journal().eraseAll(ACME, ANA, scene().act());
        MemoryId other = hold(ANA, "m2", null);
        scene().journal().retractAll(ACME, ANA, scene().act());

        assertThat(scene().journal().held(ACME, one)).isEmpty();
        assertThat(scene().journal().held(ACME, other)).isEmpty();
    }

    @Test
    default void a_held_candidate_past_its_expiry_is_erased_with_its_turn() {
        MemoryId id = hold(ANA, "m1", scene().now().plusSeconds(1));

        Erasure erasure =
                scene().journal().eraseExpired(ACME, scene().now().plusSeconds(1), scene().act());

        assertThat(erasure.turns()).isEqualTo(1);
        assertThat(scene().journal().held(ACME, id)).isEmpty();
    }

    @Test
    default void turns_can_be_kept_together_with_the_decisions_on_them() {
        HeardTurn turn = Samples.turn("t1", ANA, "Tea");
        Hearing hearing = new Hearing(new HearingId("h1"), List.of(turn), OPTIONS);
        Draft draft = scene().draft("m1", "Tea", wholeOf(turn));
        DecisionSet set =
                new DecisionSet(
                        hearing.id(),
                        List.of(new Decision.Add(draft, "news")),
                        Map.of(draft.id(), vector("Tea")),
                        scene().act(),
                        hearing,
                        Set.of());

        scene().journal().decide(ACME, ANA, view -> set);

        assertThat(scene().memory(draft.id()).provenance().sources()).hasSize(1);
        assertThat(scene().operator().pending(0, 10).hearings()).isEmpty();
    }

    @Test
    default void turns_are_not_kept_if_the_decisions_on_them_conflict() {
        HeardTurn turn = Samples.turn("t1", ANA, "Tea");
        Hearing hearing = new Hearing(new HearingId("h1"), List.of(turn), OPTIONS);
        Decision retract = new Decision.Retract(MemoryId.of("none"), "gone");
        DecisionSet set =
                new DecisionSet(
                        hearing.id(), List.of(retract), Map.of(), scene().act(), hearing, Set.of());

        assertThatThrownBy(() -> scene().journal().decide(ACME, ANA, view -> set))
                .isInstanceOf(ConflictException.class);
        assertThat(scene().journal().tally(ACME, scene().now()).turns()).isZero();
    }

    private boolean withoutMemories() {
        return scene().journal().tally(ACME, scene().now()).memories().isEmpty();
    }

    private List<Held> all(Scope scope) {
        return scene().journal().held(ACME, scope, null, 100).items();
    }

    private static Decision held(Draft draft) {
        return new Decision.Ignore(
                draft.evidence().getFirst(), ReasonCode.UNGROUNDED, draft, "not in the turn");
    }

    private MemoryId hold(Scope scope, String id, @Nullable Instant expiresAt) {
        HeardTurn turn = scene().hear(ACME, scope, id, "Text of " + id);
        Draft draft = scene().draftUntil(id, "Text of " + id, expiresAt, wholeOf(turn));
        scene().decide(ACME, scope, "hearing-" + id, held(draft));
        assertThat(scene().journal().held(ACME, draft.id())).isPresent();
        return draft.id();
    }

    private void release(Scope scope, MemoryId id) {
        scene().journal()
                .decide(
                        ACME,
                        scope,
                        view ->
                                new DecisionSet(
                                        null,
                                        List.of(),
                                        Map.of(),
                                        scene().act(),
                                        null,
                                        Set.of(id)));
    }
}
