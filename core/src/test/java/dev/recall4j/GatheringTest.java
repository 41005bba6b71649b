package dev.recall4j;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.GLOBEX;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Order;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.PendingHearing;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How adds that wait are taken up together. */
class GatheringTest {

    private static final Caller CALLER = new Caller(Tenant.DEFAULT, "test");
    private static final ModelUse ONE_CALL = new ModelUse(1, 100, 0, 10, Duration.ZERO);

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryJournal kept = new InMemoryJournal();
    private final List<List<String>> calls = new ArrayList<>();
    private final ScriptedExtractor model = new ScriptedExtractor(this::statements);
    private final Recollections recollections = new Recollections();
    private final InMemoryIndex index = new InMemoryIndex();
    private final Projection projection = new Projection(kept.operator(), index);

    /** Decisions that the journal does not take, counted from the next one. */
    private int decisionsUntilFailure = Integer.MAX_VALUE;

    private final Journal journal = failing();
    private final Deferrals deferrals = new Deferrals(clock, Duration.ofMinutes(5));
    private final Thinking thinking = thinking();
    private final WritePath path = path();
    private final CatchUp catchUp = catchUp(deferrals);

    @BeforeEach
    void start() {
        projection.start();
    }

    @AfterEach
    void close() {
        projection.close();
    }

    @Test
    void several_deferred_adds_cost_one_call_and_each_memory_rests_on_its_own_turn() {
        Added first = add("I like tea", "Tea it is.");
        Added second = add("I keep bees");
        assertThat(codes(first)).containsExactly(ReasonCode.DEFERRED);
        assertThat(first.turns()).hasSize(2);
        assertThat(calls).isEmpty();

        assertThat(catchUp.all()).isEqualTo(2);

        assertThat(calls).containsExactly(List.of("I like tea", "Tea it is.", "I keep bees"));
        assertThat(sources("Ana says: like tea")).containsExactly(first.turns().getFirst());
        assertThat(sources("Ana says: keep bees")).containsExactly(second.turns().getFirst());
        assertThat(waiting()).isZero();
        assertThat(catchUp.all()).isZero();
        assertThat(calls).hasSize(1);
    }

    @Test
    void turns_that_were_heard_before_are_not_deferred_again() {
        UnaryOperator<AddRequest.Builder> again =
                same -> same.turn(turn("tea").withExternalId("1"));
        add(again);

        Added added = add(again);

        assertThat(codes(added)).containsExactly(ReasonCode.ALREADY_HEARD);
        assertThat(catchUp.all()).isEqualTo(1);
    }

    @Test
    void deferred_adds_wait_until_enough_turns_do() {
        for (int i = 1; i <= 19; i++) {
            add("I like number " + i);
            assertThat(catchUp.due()).isZero();
        }

        add("I like number 20");

        assertThat(catchUp.due()).isEqualTo(20);
        assertThat(calls).hasSize(1);
    }

    @Test
    void deferred_adds_wait_until_the_oldest_has_waited_long_enough() {
        add("I like tea");
        clock.advance(Duration.ofMinutes(4));
        add("I keep bees");
        clock.advance(Duration.ofSeconds(59));
        assertThat(catchUp.due()).isZero();

        clock.advance(Duration.ofSeconds(1));

        assertThat(catchUp.due()).isEqualTo(2);
        assertThat(calls).hasSize(1);
    }

    @Test
    void a_clock_that_is_set_back_makes_no_add_wait_longer() {
        add("I like tea");
        clock.advance(Duration.ofDays(-100));

        assertThat(catchUp.due()).isEqualTo(1);
    }

    @Test
    void nothing_is_taken_up_by_itself_where_that_is_not_wanted() {
        CatchUp patient = catchUp(deferrals, Gathering.onlyWhenAsked());
        add("I like tea");
        clock.advance(Duration.ofDays(2));

        assertThat(patient.due()).isZero();
        assertThat(patient.all()).isEqualTo(1);
    }

    @Test
    void after_a_restart_nothing_waits_any_longer() {
        add("I like tea");
        add("I keep bees");

        CatchUp restarted = catchUp(new Deferrals(clock, Duration.ofMinutes(5)));

        assertThat(restarted.due()).isEqualTo(2);
        assertThat(calls).hasSize(1);
    }

    @Test
    void what_a_model_that_was_down_left_is_taken_up_in_one_call_with_what_is_deferred() {
        model.script(turns -> {
            throw down();
        });
        assertThat(codes(addNow("I like tea"))).containsExactly(ReasonCode.PENDING);
        assertThat(codes(addNow("I keep bees"))).containsExactly(ReasonCode.PENDING);
        add("I play chess");
        assertThat(catchUp.due()).isZero();
        assertThat(waiting()).isEqualTo(3);

        model.script(this::statements);
        clock.advance(Duration.ofSeconds(30));

        assertThat(catchUp.due()).isEqualTo(3);
        assertThat(calls).containsExactly(List.of("I like tea", "I keep bees", "I play chess"));
    }

    @Test
    void an_add_that_no_extractor_can_read_costs_the_others_one_more_call_and_no_memory() {
        model.script(turns -> {
            Extraction all = statements(turns);
            if (turns.stream().anyMatch(turn -> turn.turn().text().contains("poison"))) {
                throw new IllegalStateException("cannot read this");
            }
            return all;
        });
        add("I like tea");
        add("I like poison");
        add("I keep bees");

        assertThat(catchUp.all()).isEqualTo(2);

        assertThat(texts()).containsExactly("Ana says: like tea", "Ana says: keep bees");
        assertThat(waiting()).isEqualTo(1);
        calls.clear();
        add("I play chess");
        clock.advance(Duration.ofMinutes(5));
        assertThat(catchUp.due()).isEqualTo(1);
        assertThat(texts()).contains("Ana says: play chess");
    }

    @Test
    void a_decision_that_cannot_be_written_leaves_its_own_add_waiting_and_no_other() {
        add("I like tea");
        add("I keep bees");
        add("I play chess");
        decisionsUntilFailure = 2;

        assertThat(catchUp.all()).isEqualTo(2);

        assertThat(texts()).containsExactly("Ana says: like tea", "Ana says: play chess");
        assertThat(catchUp.all()).isEqualTo(1);
        assertThat(calls.getLast()).containsExactly("I keep bees");
        assertThat(texts())
                .containsExactly(
                        "Ana says: like tea", "Ana says: play chess", "Ana says: keep bees");
    }

    @Test
    void turns_erased_while_they_wait_are_shown_to_no_model() {
        add("I like tea");
        TurnId bees = add("I keep bees", "I sell honey").turns().getFirst();
        retract(bees);
        assertThat(add("I play chess").turns()).hasSize(1);

        assertThat(catchUp.all()).isEqualTo(3);

        assertThat(calls).containsExactly(List.of("I like tea", "I sell honey", "I play chess"));
    }

    @Test
    void what_was_drawn_in_view_of_turns_that_were_erased_meanwhile_is_drawn_again_without_them() {
        add("I like tea");
        TurnId bees = add("I keep bees").turns().getFirst();
        add("I play chess");
        model.script(turns -> {
            if (calls.isEmpty()) {
                retract(bees);
            }
            return statements(turns);
        });

        assertThat(catchUp.all()).isEqualTo(1);
        assertThat(catchUp.all()).isEqualTo(1);

        assertThat(calls.getLast()).containsExactly("I play chess");
        assertThat(texts()).containsExactly("Ana says: like tea", "Ana says: play chess");
    }

    @Test
    void adds_of_other_tenants_and_scopes_are_never_asked_about_together() {
        add("I like tea");
        path.add(CALLER, request(BOB, "I like coffee").build());
        path.add(CALLER, request(ANA.withRun("r1"), "I like cocoa").build());
        path.add(new Caller(ACME, "test"), request(ANA, "I like milk").build());
        path.add(new Caller(GLOBEX, "test"), request(ANA, "I like water").build());

        assertThat(catchUp.all()).isEqualTo(5);

        assertThat(calls)
                .containsExactly(
                        List.of("I like tea"),
                        List.of("I like coffee"),
                        List.of("I like cocoa"),
                        List.of("I like milk"),
                        List.of("I like water"));
    }

    @Test
    void adds_that_are_to_be_read_in_another_way_are_not_asked_about_together() {
        add("I like tea");
        add(one -> one.turn(turn("I like coffee")).mode(ExtractionMode.LOCAL));
        add(one -> one.turn(turn("I like cocoa")).review(true));
        add(one -> one.turn(turn("I like milk")).settings(wish("en")));
        add(one -> one.turn(turn("I like water")).settings(wish("pt")));
        add(one -> one.turn(turn("I like juice")).settings(wish("pt")));

        catchUp.all();

        assertThat(calls)
                .containsExactly(
                        List.of("I like tea"),
                        List.of("I like coffee"),
                        List.of("I like cocoa"),
                        List.of("I like milk"),
                        List.of("I like water", "I like juice"));
    }

    private static ExtractionSettings wish(String language) {
        return ExtractionSettings.builder().language(language).build();
    }

    @Test
    void tasks_are_never_written_down_together() {
        Scope agent = Scope.ofAgent("cook");
        for (String task : List.of("I boil tea", "I bake bread")) {
            AddRequest.Builder request = request(agent, task).mode(ExtractionMode.PROCEDURE);
            path.add(CALLER, request.build());
        }

        assertThat(catchUp.all()).isEqualTo(2);

        assertThat(calls).containsExactly(List.of("I boil tea"), List.of("I bake bread"));
    }

    @Test
    void what_one_add_attaches_to_its_memories_is_not_on_those_of_another() {
        Instant later = NOON.plus(Duration.ofDays(1));
        add(one ->
                one.turn(turn("I like tea"))
                        .metadata(Metadata.of("team", "red"))
                        .categories("drink")
                        .expiresAt(later));
        path.add(new Caller(Tenant.DEFAULT, "other"), request(ANA, "I keep bees").build());

        catchUp.all();

        assertThat(calls).hasSize(1);
        Memory tea = memory("Ana says: like tea");
        assertThat(tea.metadata()).isEqualTo(Metadata.of("team", "red"));
        assertThat(tea.categories()).containsExactly("drink");
        assertThat(tea.expiresAt()).isEqualTo(later);
        assertThat(actors(tea)).containsExactly("test");
        Memory bees = memory("Ana says: keep bees");
        assertThat(bees.metadata()).isEqualTo(Metadata.EMPTY);
        assertThat(bees.categories()).isEmpty();
        assertThat(bees.expiresAt()).isNull();
        assertThat(actors(bees)).containsExactly("other");
    }

    private List<String> actors(Memory memory) {
        return kept.history(Tenant.DEFAULT, memory.id()).stream().map(HistoryEntry::actor).toList();
    }

    @Test
    void a_long_backlog_is_read_in_parts_and_a_long_add_by_itself() {
        String[] book =
                IntStream.range(0, 150).mapToObj(i -> "I like page " + i).toArray(String[]::new);
        for (int i = 0; i < 60; i++) {
            add("I like tea " + i, "I like cup " + i);
        }
        add(book);
        add("I keep bees");

        assertThat(catchUp.all()).isEqualTo(62);

        assertThat(calls).extracting(List::size).containsExactly(100, 20, 150, 1);
    }

    @Test
    void a_name_that_was_said_in_an_add_read_together_is_no_invention() {
        add("My sister is called Zoe");
        add("I like that she plays chess");
        model.script(turns ->
                new Extraction(
                        List.of(candidate("Ana's sister Zoe plays chess", turns.getLast())),
                        List.of()));

        catchUp.all();

        assertThat(texts()).containsExactly("Ana's sister Zoe plays chess");
    }

    @Test
    void evidence_that_is_none_costs_only_what_cites_it() {
        add("I like tea");
        add("I keep bees");
        model.script(turns -> {
            List<Candidate> all = new ArrayList<>(statements(turns).candidates());
            all.addFirst(
                    new Candidate(
                            "lie", new Evidence(new TurnId("no-turn"), 0, 1), Set.of(), null));
            return new Extraction(all, List.of());
        });

        assertThat(catchUp.all()).isEqualTo(2);

        assertThat(texts()).containsExactly("Ana says: like tea", "Ana says: keep bees");
    }

    @Test
    void turns_are_kept_word_for_word_each_by_its_own_add() {
        add("I like tea");
        TurnId bees = add("Bees are fine").turns().getFirst();

        catchUp.all();

        assertThat(quotations()).containsExactly("I like tea", "Bees are fine");
        assertThat(sources("Bees are fine")).containsExactly(bees);
    }

    @Test
    void an_assistant_that_repeats_what_was_recalled_is_no_new_witness() {
        recollections.note(Tenant.DEFAULT, ANA, List.of("Ana likes green tea"));
        add("I play chess");
        add(one ->
                one.turn(
                        new Turn(
                                Role.ASSISTANT,
                                null,
                                "I know you like green tea",
                                null,
                                null,
                                Metadata.EMPTY)));
        model.script(turns ->
                new Extraction(
                        List.of(
                                candidate("Ana says: play chess", turns.getFirst()),
                                candidate("Ana likes green tea", turns.getLast())),
                        List.of()));

        assertThat(catchUp.all()).isEqualTo(2);

        assertThat(texts()).containsExactly("Ana says: play chess");
    }

    @Test
    void what_the_model_used_is_counted_once() {
        add("I like tea");
        add("I keep bees");
        List<PendingHearing> waiting = kept.operator().pending(0, 10).hearings();

        List<ModelUse> uses = thinking.on(waiting).stream().map(Thought::use).toList();

        assertThat(uses).containsExactly(ONE_CALL, ModelUse.NONE);
    }

    @Test
    void turns_of_the_system_alone_need_no_call() {
        add(one -> one.turn(Turn.of(Role.SYSTEM, "Be nice")));
        add(one -> one.turn(Turn.of(Role.SYSTEM, "Be brief")));

        assertThat(catchUp.all()).isEqualTo(2);
        assertThat(calls).isEmpty();
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> new Gathering(0, Duration.ZERO))
                .withMessageContaining("1 to 10,000");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> new Gathering(1, Duration.ofDays(2)))
                .withMessageContaining("1 day");
    }

    private Added add(String... said) {
        return path.add(CALLER, request(ANA, said).build());
    }

    private Added add(UnaryOperator<AddRequest.Builder> parts) {
        return path.add(CALLER, parts.apply(request(ANA)).build());
    }

    private Added addNow(String said) {
        return path.add(CALLER, request(ANA, said).deferred(false).build());
    }

    private static AddRequest.Builder request(Scope scope, String... said) {
        AddRequest.Builder request = AddRequest.builder(scope).deferred(true);
        Stream.of(said).map(GatheringTest::turn).forEach(request::turn);
        return request;
    }

    private static Turn turn(String said) {
        return Turn.user(said).by("Ana");
    }

    private void retract(TurnId turn) {
        kept.retractSource(
                Tenant.DEFAULT, new Origin.OfTurn(turn), new Act("test", NOON, "taken back"));
    }

    private long waiting() {
        return kept.tally(Tenant.DEFAULT, NOON).pendingTurns();
    }

    private static List<ReasonCode> codes(Added added) {
        return added.reasons().stream().map(Reason::code).toList();
    }

    private List<Memory> listed() {
        ListRequest request =
                ListRequest.builder(ANA).quotations(true).order(Order.OLDEST_FIRST).build();
        return kept.list(Tenant.DEFAULT, request, NOON).items();
    }

    private List<String> texts() {
        return listed().stream().filter(one -> !one.isQuotation()).map(Memory::text).toList();
    }

    private List<String> quotations() {
        return listed().stream().filter(Memory::isQuotation).map(Memory::text).toList();
    }

    private Memory memory(String text) {
        return listed().stream().filter(one -> one.text().equals(text)).findFirst().orElseThrow();
    }

    private List<TurnId> sources(String text) {
        return memory(text).provenance().sources().stream().map(Source::turnId).toList();
    }

    /** Of each turn that says "I". */
    private Extraction statements(List<HeardTurn> turns) {
        calls.add(turns.stream().map(turn -> turn.turn().text()).toList());
        return new Extraction(
                turns.stream()
                        .filter(turn -> turn.turn().text().startsWith("I "))
                        .map(turn ->
                                candidate("Ana says: " + turn.turn().text().substring(2), turn))
                        .toList(),
                List.of(),
                ONE_CALL);
    }

    private static Candidate candidate(String text, HeardTurn turn) {
        return new Candidate(
                text, new Evidence(turn.id(), 0, turn.turn().text().length()), Set.of(), null);
    }

    private static UnavailableException down() {
        return new UnavailableException(ErrorCode.MODEL_UNAVAILABLE, "down");
    }

    private Journal failing() {
        return (Journal)
                Proxy.newProxyInstance(
                        Journal.class.getClassLoader(),
                        new Class<?>[] {Journal.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("decide") && --decisionsUntilFailure == 0) {
                                throw new UnavailableException(
                                        ErrorCode.STORE_UNAVAILABLE, "The disk is full.");
                            }
                            try {
                                return method.invoke(kept, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private Thinking thinking() {
        HashingEmbedder embedder = new HashingEmbedder();
        return new Thinking(
                Map.of(
                        ExtractionMode.MODEL, model,
                        ExtractionMode.LOCAL, model,
                        ExtractionMode.PROCEDURE, model),
                new Consultation(
                        new Neighbours(kept, index, projection, embedder.band(), clock), null),
                recollections,
                embedder,
                true);
    }

    private WritePath path() {
        Wishes none = new Wishes(ExtractionSettings.NONE, Map.of());
        return new WritePath(
                journal,
                thinking,
                deferrals,
                ExtractionMode.MODEL,
                none,
                new Sight(journal, null, none),
                new ClaimJudge(),
                clock,
                ZoneOffset.UTC);
    }

    private CatchUp catchUp(Deferrals known) {
        return catchUp(known, Gathering.defaults());
    }

    private CatchUp catchUp(Deferrals known, Gathering gathering) {
        return new CatchUp(
                kept.operator(),
                thinking,
                path,
                gathering,
                known,
                new Retries(clock),
                projection::nudge);
    }
}
