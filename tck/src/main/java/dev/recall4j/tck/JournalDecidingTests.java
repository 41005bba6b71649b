package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Decided;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.ScopeView;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a journal promises about decisions. */
interface JournalDecidingTests {

    JournalScene scene();

    @Test
    default void a_memory_knows_those_whose_place_it_took_oldest_first() {
        MemoryId tea = scene().add(ANA, "1", "Tea");
        scene().pass(Duration.ofDays(1));
        MemoryId coffee = scene().add(ANA, "2", "Coffee");
        Decision.Supersede first =
                new Decision.Supersede(tea, scene().draft("3", "Water"), scene().now(), "changed");
        scene().decide(
                        ANA,
                        first,
                        new Decision.Supersede(coffee, first.draft(), scene().now(), "changed"));

        assertThat(scene().journal().predecessors(ACME, MemoryId.of("3"), 10))
                .containsExactly(scene().memory(tea), scene().memory(coffee));
        assertThat(scene().journal().predecessors(ACME, MemoryId.of("3"), 1)).hasSize(1);
        assertThat(scene().journal().predecessors(ACME, tea, 10)).isEmpty();
        assertThat(scene().journal().predecessors(GLOBEX, MemoryId.of("3"), 10)).isEmpty();
    }

    @Test
    default void a_memory_superseded_before_it_begins_was_never_valid() {
        Instant later = NOON.plus(Duration.ofDays(1));
        Draft plan =
                new Draft(
                        MemoryId.of("1"),
                        "Tea",
                        "tea",
                        "test/1",
                        List.of(),
                        NOON,
                        later,
                        null,
                        Set.of(),
                        Metadata.EMPTY);
        scene().decide(ANA, new Decision.Add(plan, "news"));
        scene().supersede(ANA, plan.id(), "2", "Milk");

        Memory memory = scene().memory(plan.id());
        assertThat(memory.validTo()).isEqualTo(later);
        assertThat(memory.validAt(later)).isFalse();
    }

    @Test
    default void what_takes_a_place_and_ended_before_can_be_read() {
        MemoryId tea = scene().add(ANA, "1", "Tea");
        Instant ended = NOON.minus(Duration.ofDays(1));
        Draft past =
                new Draft(
                        MemoryId.of("2"),
                        "Tea until yesterday",
                        Gist.of("tea until yesterday"),
                        "test/1",
                        List.of(),
                        NOON,
                        null,
                        ended,
                        null,
                        Set.of(),
                        Metadata.EMPTY,
                        Set.of());

        scene().decide(ANA, new Decision.Supersede(tea, past, NOON, "it is over"));

        Memory memory = scene().memory(past.id());
        assertThat(memory.validTo()).isEqualTo(ended);
        assertThat(memory.validFrom()).isNull();
    }

    @Test
    default void what_ended_before_its_place_was_taken_stays_ended_then() {
        Instant ended = NOON.plus(Duration.ofDays(1));
        Draft past =
                new Draft(
                        MemoryId.of("1"),
                        "Tea until tomorrow",
                        Gist.of("tea until tomorrow"),
                        "test/1",
                        List.of(),
                        NOON,
                        null,
                        ended,
                        null,
                        Set.of(),
                        Metadata.EMPTY,
                        Set.of());
        scene().decide(ANA, new Decision.Add(past, "news"));
        scene().pass(Duration.ofDays(9));

        scene().supersede(ANA, past.id(), "2", "Coffee");

        assertThat(scene().memory(past.id()).validTo()).isEqualTo(ended);
    }

    @Test
    default void an_added_memory_is_read_back_whole() {
        Scope scope = new Scope("ana", null, "maps", "r1");
        HeardTurn turn = scene().hear(ACME, scope, "1", "I moved to Porto in May");
        Draft draft =
                new Draft(
                        MemoryId.of("m1"),
                        "Ana moved to Porto",
                        "ana moved to porto",
                        "local/1",
                        List.of(new Evidence(turn.id(), 2, 16)),
                        NOON.minusSeconds(5),
                        NOON.minusSeconds(60),
                        NOON.plusSeconds(60),
                        Set.of("place", "event"),
                        Metadata.of(Map.of("k", 2.0, "n", 2)));
        Decision add = new Decision.Add(draft, "news");

        Decided decided = scene().decide(ACME, scope, "hearing-1", add);

        assertThat(decided.decisions()).containsExactly(add);
        assertThat(scene().memory(draft.id()))
                .isEqualTo(
                        new Memory(
                                draft.id(),
                                scope,
                                draft.text(),
                                Status.ACTIVE,
                                new Provenance(
                                        "local/1",
                                        List.of(
                                                new Source(
                                                        new Evidence(turn.id(), 2, 16),
                                                        null,
                                                        turn.turn().text(),
                                                        NOON))),
                                1,
                                draft.saidAt(),
                                draft.saidAt(),
                                NOON,
                                NOON,
                                draft.validFrom(),
                                null,
                                null,
                                draft.expiresAt(),
                                draft.categories(),
                                draft.metadata(),
                                decided.position()));
    }

    @Test
    default void a_memory_without_a_turn_is_kept_too() {
        MemoryId id = scene().state(ANA, "m", "Ana likes tea");

        assertThat(scene().memory(id).provenance().sources()).isEmpty();
    }

    @Test
    default void an_added_memory_has_a_history_that_tells_text_actor_and_reason() {
        MemoryId id = scene().add(ANA, "m", "Ana likes tea");

        assertThat(scene().journal().history(ACME, id))
                .containsExactly(
                        new HistoryEntry(
                                id, Event.ADDED, null, "Ana likes tea", "tester", "news", NOON));
    }

    @Test
    default void a_decision_that_keeps_nothing_settles_its_hearing() {
        HeardTurn turn = scene().hear(ACME, ANA, "1", "Hello");
        Decision ignore = new Decision.Ignore(wholeOf(turn), ReasonCode.SMALL_TALK, "a greeting");
        long before = scene().operator().position();

        Decided decided = scene().decide(ACME, ANA, "hearing-1", ignore);

        assertThat(decided).isEqualTo(new Decided(before + 1, List.of(ignore)));
        assertThat(scene().operator().pending(0, 10).hearings()).isEmpty();
        assertThat(version(ANA)).isZero();
    }

    @Test
    default void every_write_takes_the_next_position() {
        assertThat(scene().operator().position()).isZero();
        scene().add(ANA, "1", "one");
        assertThat(scene().operator().position()).isEqualTo(2);
        assertThat(scene().memory(MemoryId.of("1")).revision()).isEqualTo(2);
        scene().state(BOB, "2", "two");
        assertThat(scene().operator().position()).isEqualTo(3);
    }

    @Test
    default void deciding_nothing_writes_nothing() {
        scene().state(ANA, "1", "one");
        Decided decided = scene().decide(ANA);

        assertThat(decided).isEqualTo(new Decided(1, List.of()));
        assertThat(scene().operator().position()).isEqualTo(1);
    }

    @Test
    default void a_verdict_sees_the_active_memories_of_exactly_its_scope() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        scene().add(ANA.withRun("r"), "2", "Coffee");
        MemoryId gone = scene().state(ANA, "3", "Milk");
        scene().decide(ANA, new Decision.Retract(gone, "wrong"));
        Memory expected = scene().memory(id);

        assertThat(memorySeen(view -> view.withFingerprint("tea"))).contains(expected);
        assertThat(memorySeen(view -> view.active(id))).contains(expected);
        assertThat(memorySeen(view -> view.withFingerprint("coffee"))).isEmpty();
        assertThat(memorySeen(view -> view.active(MemoryId.of("2")))).isEmpty();
        assertThat(memorySeen(view -> view.withFingerprint("milk"))).isEmpty();
        assertThat(memorySeen(view -> view.active(gone))).isEmpty();
    }

    private Optional<Memory> memorySeen(Function<ScopeView, Optional<Memory>> look) {
        return seen(ANA, look);
    }

    private <T> T seen(Scope scope, Function<ScopeView, T> look) {
        AtomicReference<T> seen = new AtomicReference<>();
        scene().journal()
                .decide(
                        ACME,
                        scope,
                        view -> {
                            seen.set(look.apply(view));
                            return scene().set(null);
                        });
        return Objects.requireNonNull(seen.get(), "the verdict was called");
    }

    private long version(Scope scope) {
        return seen(scope, ScopeView::version);
    }

    @Test
    default void the_version_of_a_scope_moves_with_each_change_of_a_memory_of_it() {
        assertThat(version(ANA)).isZero();
        MemoryId id = scene().add(ANA, "1", "Tea");
        long position = scene().operator().position();
        assertThat(version(ANA)).isEqualTo(position);

        HeardTurn turn = scene().hear(ACME, ANA, "2", "Tea again");
        assertThat(version(ANA)).as("hearing changes no memory").isEqualTo(position);
        scene().state(BOB, "3", "Milk");
        assertThat(version(ANA)).as("another scope").isEqualTo(position);

        List<Runnable> changes =
                List.of(
                        () -> scene().reinforce(ANA, id, wholeOf(turn)),
                        () -> scene().supersede(ANA, id, "4", "Coffee"),
                        () ->
                                scene().journal()
                                        .amend(
                                                ACME,
                                                MemoryId.of("4"),
                                                scene().amendment(MemoryUpdate.text("Mocha"))),
                        () -> scene().journal().retract(ACME, MemoryId.of("4"), scene().act()),
                        () -> scene().state(ANA, "5", "Water"),
                        () -> scene().journal().erase(ACME, MemoryId.of("5"), scene().act()),
                        () -> scene().state(ANA, "6", "Juice"),
                        () -> scene().journal().retractAll(ACME, ANA, scene().act()));
        for (Runnable change : changes) {
            change.run();
            assertThat(version(ANA)).isEqualTo(scene().operator().position());
        }
        scene().journal().eraseAll(ACME, ANA, scene().act());
        assertThat(version(ANA)).as("as if it never was").isZero();
    }

    @Test
    default void a_verdict_that_throws_writes_nothing_and_its_caller_gets_what_it_threw() {
        scene().hear(ACME, ANA, "1", "Tea");
        IllegalStateException thrown = new IllegalStateException("no");

        assertThatThrownBy(() ->
                        scene().journal()
                                .decide(
                                        ACME,
                                        ANA,
                                        view -> {
                                            throw thrown;
                                        }))
                .isSameAs(thrown);
        assertThat(scene().operator().position()).isEqualTo(1);
        assertThat(scene().operator().pending(0, 10).hearings()).hasSize(1);
    }

    @Test
    default void a_verdict_may_fail_with_an_error() {
        AssertionError thrown = new AssertionError("no");

        assertThatThrownBy(() ->
                        scene().journal()
                                .decide(
                                        ACME,
                                        ANA,
                                        view -> {
                                            throw thrown;
                                        }))
                .isSameAs(thrown);
        assertThat(scene().state(ANA, "1", "Tea")).isEqualTo(scene().memory(MemoryId.of("1")).id());
    }

    @Test
    default void decisions_stand_or_fall_together() {
        scene().hear(ACME, ANA, "1", "Tea");

        assertThatThrownBy(() ->
                        scene().decide(
                                        ACME,
                                        ANA,
                                        "hearing-1",
                                        new Decision.Add(scene().draft("a", "A"), "news"),
                                        new Decision.Retract(MemoryId.of("none"), "no")))
                .isInstanceOf(ConflictException.class);

        assertThat(scene().journal().memory(ACME, MemoryId.of("a"))).isEmpty();
        assertThat(scene().journal().history(ACME, MemoryId.of("a"))).isEmpty();
        assertThat(scene().operator().pending(0, 10).hearings()).hasSize(1);
        assertThat(scene().operator().position()).isEqualTo(1);
        assertThat(version(ANA)).isZero();
    }

    @Test
    default void a_later_decision_may_refer_to_a_memory_that_an_earlier_one_adds() {
        HeardTurn turn = scene().hear(ACME, ANA, "1", "Tea. Tea! No, coffee.");
        MemoryId tea = MemoryId.of("tea");
        scene().decide(
                        ACME,
                        ANA,
                        "hearing-1",
                        new Decision.Add(scene().draft("tea", "Tea"), "news"),
                        new Decision.Reinforce(tea, wholeOf(turn), NOON, null, "again"),
                        new Decision.Supersede(
                                tea, scene().draft("coffee", "Coffee"), NOON, "changed"));

        assertThat(scene().memory(tea).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(scene().memory(tea).occurrences()).isEqualTo(2);
        assertThat(scene().memory(MemoryId.of("coffee")).status()).isEqualTo(Status.ACTIVE);
        assertThat(scene().events(tea))
                .containsExactly(Event.ADDED, Event.REINFORCED, Event.SUPERSEDED);
    }

    /** Until when a memory is kept, until when what was said again is, and what comes of both. */
    static Stream<Arguments> ends() {
        Instant later = NOON.plusMillis(1);
        return Stream.of(
                Arguments.of(NOON, later, later),
                Arguments.of(later, NOON, later),
                Arguments.of(NOON, null, null),
                Arguments.of(null, NOON, null));
    }

    @ParameterizedTest
    @MethodSource("ends")
    default void a_reinforced_memory_is_kept_until_the_later_end(
            @Nullable Instant first, @Nullable Instant again, @Nullable Instant end) {
        MemoryId id = scene().addUntil(ANA, "1", "Tea", first);
        HeardTurn turn = scene().hear(ACME, ANA, "2", "Tea");

        scene().decide(ANA, new Decision.Reinforce(id, wholeOf(turn), NOON, again, "again"));

        assertThat(scene().memory(id).expiresAt()).isEqualTo(end);
    }

    @Test
    default void a_reinforced_memory_counts_and_knows_when_it_was_first_and_last_said() {
        MemoryId id = scene().add(ANA, "1", "Tea");
        Instant earlier = NOON.minusSeconds(3_600);
        Instant later = NOON.plusSeconds(3_600);
        HeardTurn turn = scene().hear(ACME, ANA, "2", "Tea it is");
        scene().pass(Duration.ofDays(1));
        scene().decide(
                        ANA,
                        new Decision.Reinforce(
                                id, new Evidence(turn.id(), 0, 3), later, null, "again"),
                        new Decision.Reinforce(
                                id, new Evidence(turn.id(), 4, 6), earlier, null, "again"));

        Memory memory = scene().memory(id);
        assertThat(memory.occurrences()).isEqualTo(3);
        assertThat(memory.saidAt()).isEqualTo(earlier);
        assertThat(memory.lastSaidAt()).isEqualTo(later);
        assertThat(memory.createdAt()).isEqualTo(NOON);
        assertThat(memory.updatedAt()).isEqualTo(scene().now());
        assertThat(memory.revision()).isEqualTo(scene().operator().position());
        assertThat(memory.provenance().sources())
                .extracting(Source::evidence)
                .containsExactly(
                        new Evidence(new TurnId("turn-1"), 0, 3),
                        new Evidence(turn.id(), 0, 3),
                        new Evidence(turn.id(), 4, 6));
        assertThat(scene().journal().history(ACME, id).getLast())
                .isEqualTo(
                        new HistoryEntry(
                                id,
                                Event.REINFORCED,
                                null,
                                null,
                                "tester",
                                "again",
                                scene().now()));
    }

    @Test
    default void a_memory_said_668_times_is_one_memory() {
        MemoryId id = scene().add(ANA, "0", "Tea");
        for (int i = 1; i < 668; i++) {
            scene().reinforce(ANA, id, wholeOf(scene().hear(ACME, ANA, "" + i, "Tea " + i)));
        }

        Memory memory = scene().memory(id);
        assertThat(memory.occurrences()).isEqualTo(668);
        assertThat(memory.provenance().sources())
                .hasSize(Provenance.SOURCES_SHOWN)
                .extracting(Source::turnId)
                .startsWith(new TurnId("turn-0"))
                .endsWith(new TurnId("turn-666"), new TurnId("turn-667"));
        assertThat(scene().journal().history(ACME, id)).hasSize(668);
        assertThat(scene().journal().tally(ACME, NOON).memories())
                .isEqualTo(Map.of(Status.ACTIVE, 1L));
    }

    @Test
    default void a_superseded_memory_is_closed_and_names_its_successor() {
        MemoryId tea = scene().state(ANA, "tea", "Tea");
        scene().pass(Duration.ofDays(1));
        Instant from = NOON.plusSeconds(60);
        scene().decide(
                        ANA,
                        new Decision.Supersede(
                                tea, scene().draft("coffee", "Coffee"), from, "changed"));

        Memory older = scene().memory(tea);
        assertThat(older.status()).isEqualTo(Status.SUPERSEDED);
        assertThat(older.validTo()).isEqualTo(from);
        assertThat(older.supersededBy()).isEqualTo(MemoryId.of("coffee"));
        assertThat(older.updatedAt()).isEqualTo(scene().now());
        assertThat(older.text()).isEqualTo("Tea");
        Memory newer = scene().memory(MemoryId.of("coffee"));
        assertThat(newer.status()).isEqualTo(Status.ACTIVE);
        assertThat(newer.revision()).isEqualTo(older.revision());
        assertThat(newer.validFrom()).as("true since the older one is not").isEqualTo(from);
        assertThat(scene().journal().history(ACME, tea).getLast())
                .isEqualTo(
                        new HistoryEntry(
                                tea,
                                Event.SUPERSEDED,
                                null,
                                null,
                                "tester",
                                "changed",
                                scene().now()));
    }

    @Test
    default void one_draft_takes_the_place_of_several_memories() {
        MemoryId home = scene().add(ANA, "1", "Ana lives in Lisbon");
        MemoryId street = scene().add(ANA, "2", "Ana lives in Rua Augusta");
        Draft moved = scene().draft("3", "Ana moved to Porto");

        scene().decide(
                        ANA,
                        new Decision.Supersede(home, moved, NOON, "moved"),
                        new Decision.Supersede(street, moved, NOON, "moved"));

        assertThat(List.of(scene().memory(home), scene().memory(street)))
                .extracting(Memory::status, Memory::supersededBy)
                .containsOnly(tuple(Status.SUPERSEDED, moved.id()));
        assertThat(scene().memory(moved.id()).status()).isEqualTo(Status.ACTIVE);
        assertThat(scene().journal().history(ACME, moved.id())).hasSize(1);
    }

    @Test
    default void a_memory_that_comes_too_late_is_kept_as_superseded() {
        MemoryId now = scene().add(ANA, "1", "Ana lives in Porto");
        Draft late = scene().draft("2", "Ana lives in Lisbon");
        Decision.Outdated outdated = new Decision.Outdated(now, NOON.plus(Duration.ofDays(1)));

        scene().decide(ANA, new Decision.Add(late, outdated, "came late"));

        Memory memory = scene().memory(late.id());
        assertThat(memory)
                .extracting(Memory::status, Memory::supersededBy, Memory::validTo)
                .containsExactly(Status.SUPERSEDED, now, outdated.from());
        assertThat(scene().memory(now).status()).isEqualTo(Status.ACTIVE);
        assertThat(scene().journal().history(ACME, late.id()))
                .extracting(HistoryEntry::event)
                .containsExactly(Event.ADDED, Event.SUPERSEDED);
    }

    @Test
    default void a_memory_that_comes_too_late_may_say_what_an_active_one_says() {
        MemoryId now = scene().add(ANA, "1", "Ana lives in Porto");
        Draft late = scene().draft("2", "Ana lives in Porto");

        scene().decide(ANA, new Decision.Add(late, new Decision.Outdated(now, NOON), "came late"));

        assertThat(scene().memory(late.id()).status()).isEqualTo(Status.SUPERSEDED);
    }

    @Test
    default void nothing_is_outdated_by_a_memory_that_is_not_active_in_this_scope() {
        MemoryId bens = scene().add(BOB, "1", "Ben lives in Porto");
        Draft late = scene().draft("2", "Ana lives in Lisbon");
        Decision add = new Decision.Add(late, new Decision.Outdated(bens, NOON), "came late");

        assertThatThrownBy(() -> scene().decide(ANA, add)).isInstanceOf(ConflictException.class);
        assertThat(scene().journal().memory(ACME, late.id())).isEmpty();
    }

    @Test
    default void memories_are_found_by_their_status_and_what_they_say_something_of() {
        MemoryId home = scene().state(ANA, "1", Set.of("home"));
        scene().pass(Duration.ofSeconds(1));
        MemoryId both = scene().state(ANA, "2", Set.of("home", "job"));
        MemoryId job = scene().state(ANA, "3", Set.of("job"));
        MemoryId old = scene().state(ANA, "4", Set.of("home"));
        scene().supersede(ANA, old, "5", "Something else");
        scene().state(BOB, "6", Set.of("home"));
        scene().state(ANA, "7", Set.of());

        assertThat(withTopics("home")).containsExactly(both, home);
        assertThat(withTopics(Status.SUPERSEDED, "home")).containsExactly(old);
        assertThat(withTopics("job", "home")).containsExactlyInAnyOrder(home, both, job);
        assertThat(withTopics("diet")).isEmpty();
        assertThat(withTopics()).isEmpty();
    }

    @Test
    default void no_more_memories_of_a_topic_are_found_than_a_verdict_can_look_at() {
        IntStream.rangeClosed(0, ScopeView.TOPIC_MEMORIES_MAX)
                .forEach(i -> {
                    scene().pass(Duration.ofSeconds(1));
                    scene().state(ANA, "m" + i, Set.of("home"));
                });

        assertThat(withTopics("home"))
                .hasSize(ScopeView.TOPIC_MEMORIES_MAX)
                .doesNotContain(MemoryId.of("m0"));
    }

    private List<MemoryId> withTopics(String... topics) {
        return withTopics(Status.ACTIVE, topics);
    }

    private List<MemoryId> withTopics(Status status, String... topics) {
        List<MemoryId> found = new ArrayList<>();
        scene().journal()
                .decide(
                        ACME,
                        ANA,
                        view -> {
                            view.withTopics(Set.of(topics), status).stream()
                                    .map(Memory::id)
                                    .forEach(found::add);
                            return scene().set(null);
                        });
        return found;
    }

    @Test
    default void a_retracted_memory_stays_readable() {
        MemoryId id = scene().state(ANA, "1", "Tea");
        scene().decide(ANA, new Decision.Retract(id, "wrong"));

        assertThat(scene().memory(id).status()).isEqualTo(Status.RETRACTED);
        assertThat(scene().memory(id).text()).isEqualTo("Tea");
        assertThat(scene().events(id)).containsExactly(Event.ADDED, Event.RETRACTED);
    }

    @Test
    default void an_active_fingerprint_is_not_added_twice_in_a_scope() {
        scene().state(ANA, "1", "Tea");

        assertThatThrownBy(() -> scene().state(ANA, "2", "TEA"))
                .isInstanceOf(ConflictException.class);
        scene().state(ANA.withRun("r"), "3", "Tea");
        assertThat(scene().journal().tally(ACME, NOON).memories())
                .isEqualTo(Map.of(Status.ACTIVE, 2L));
    }

    @Test
    default void a_fingerprint_is_free_again_when_its_memory_is_not_active_any_more() {
        MemoryId first = scene().state(ANA, "1", "Tea");
        scene().decide(ANA, new Decision.Retract(first, "wrong"));
        MemoryId second = scene().state(ANA, "2", "Tea");
        scene().supersede(ANA, second, "3", "Coffee");
        MemoryId fourth = scene().state(ANA, "4", "Tea");
        scene().supersede(ANA, fourth, "5", "Tea");

        assertThat(scene().memory(MemoryId.of("5")).status()).isEqualTo(Status.ACTIVE);
        assertThat(scene().journal().tally(ACME, NOON).memories())
                .isEqualTo(Map.of(Status.ACTIVE, 2L, Status.SUPERSEDED, 2L, Status.RETRACTED, 1L));
    }

    static Stream<Function<MemoryId, Decision>> decisionsAboutAMemory() {
        Draft draft =
                new Draft(
                        MemoryId.of("new"),
                        "New",
                        "new",
                        "test/1",
                        List.of(),
                        NOON,
                        null,
                        null,
                        Set.of(),
                        Metadata.EMPTY);
        return Stream.of(
                id -> new Decision.Retract(id, "r"),
                id -> new Decision.Supersede(id, draft, NOON, "s"),
                id ->
                        new Decision.Reinforce(
                                id, new Evidence(new TurnId("turn-t"), 0, 1), NOON, null, "a"));
    }

    @ParameterizedTest
    @MethodSource("decisionsAboutAMemory")
    default void a_decision_about_a_memory_that_is_not_active_in_this_scope_conflicts(
            Function<MemoryId, Decision> decision) {
        scene().hear(ACME, ANA, "t", "Turn");
        MemoryId retracted = scene().state(ANA, "1", "Tea");
        scene().decide(ANA, new Decision.Retract(retracted, "wrong"));
        MemoryId superseded = scene().state(ANA, "2", "Milk");
        scene().supersede(ANA, superseded, "3", "Cream");
        MemoryId elsewhere = scene().state(ANA.withRun("r"), "4", "Water");
        MemoryId erased = scene().state(ANA, "5", "Juice");
        scene().journal().erase(ACME, erased, scene().act());
        long position = scene().operator().position();

        for (MemoryId id : List.of(retracted, superseded, elsewhere, erased, MemoryId.of("none"))) {
            assertThatThrownBy(() -> scene().decide(ANA, decision.apply(id)))
                    .isInstanceOf(ConflictException.class);
        }
        assertThat(scene().operator().position()).isEqualTo(position);
    }

    @Test
    default void evidence_that_is_not_kept_in_this_scope_conflicts() {
        HeardTurn elsewhere = scene().hear(ACME, BOB, "1", "Tea");
        Evidence unknown = new Evidence(new TurnId("none"), 0, 1);

        for (Evidence evidence : List.of(wholeOf(elsewhere), unknown)) {
            Decision add = new Decision.Add(scene().draft("m", "Tea", evidence), "news");
            assertThatThrownBy(() -> scene().decide(ANA, add))
                    .isInstanceOf(ConflictException.class);
        }
        assertThat(scene().journal().memory(ACME, MemoryId.of("m"))).isEmpty();
    }

    @Test
    default void a_memory_id_is_taken_once() {
        scene().state(ANA, "1", "Tea");

        assertThatThrownBy(() -> scene().state(ANA, "1", "Milk"))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> scene().state(BOB, "1", "Milk"))
                .isInstanceOf(ConflictException.class);
        assertThat(scene().memory(MemoryId.of("1")).text()).isEqualTo("Tea");
        scene().state(ANA, "2", "a write after the one that failed");
        assertThat(scene().journal().tally(ACME, NOON).memories())
                .isEqualTo(Map.of(Status.ACTIVE, 2L));
    }

    @Test
    default void two_that_decide_to_add_the_same_leave_one_memory() throws Exception {
        int callers = 16;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Decided>> answers =
                    IntStream.range(0, callers)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        HeardTurn turn = scene().hear(ACME, ANA, "" + i, "Tea");
                                        start.await();
                                        return addOrReinforce(turn, "m" + i);
                                    }))
                            .toList();
            start.countDown();
            for (Future<Decided> answer : answers) {
                answer.get();
            }
        }

        Optional<Memory> one = memorySeen(view -> view.withFingerprint("tea"));
        assertThat(one.orElseThrow().occurrences()).isEqualTo(callers);
        assertThat(scene().journal().tally(ACME, NOON).memories())
                .isEqualTo(Map.of(Status.ACTIVE, 1L));
    }

    private Decided addOrReinforce(HeardTurn turn, String id) {
        return scene().journal()
                .decide(
                        ACME,
                        ANA,
                        view ->
                                view.withFingerprint("tea")
                                        .map(memory -> again(memory, turn))
                                        .orElseGet(() -> news(turn, id)));
    }

    private DecisionSet again(Memory memory, HeardTurn turn) {
        return scene().set(
                        null,
                        new Decision.Reinforce(memory.id(), wholeOf(turn), NOON, null, "again"));
    }

    private DecisionSet news(HeardTurn turn, String id) {
        return scene().set(null, new Decision.Add(scene().draft(id, "Tea", wholeOf(turn)), "news"));
    }

    @Test
    default void many_callers_get_their_own_answers() throws Exception {
        int callers = 64;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<MemoryId>> answers =
                    IntStream.range(0, callers)
                            .mapToObj(i ->
                                    threads.submit(() -> scene().add(ANA, "m" + i, "Text " + i)))
                            .toList();
            for (int i = 0; i < callers; i++) {
                assertThat(scene().memory(answers.get(i).get()).text()).isEqualTo("Text " + i);
            }
        }
        assertThat(scene().operator().position()).isEqualTo(2L * callers);
    }
}
