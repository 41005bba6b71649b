package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ClaimJudgeTest {

    private static final Scope ANA = Scope.ofUser("ana");

    /** Each turn is a statement, true since the day that stands in front of a "#", if one does. */
    private final Memories memories =
            Memories.builder()
                    .journal(new InMemoryJournal())
                    .index(InMemoryIndex::new)
                    .embedder(new HashingEmbedder())
                    .extractor(ExtractionMode.LOCAL, new ScriptedExtractor(ClaimJudgeTest::asSaid))
                    .clock(Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC))
                    .build();

    @AfterEach
    void close() {
        memories.close();
    }

    private static Extraction asSaid(List<HeardTurn> turns) {
        return new Extraction(turns.stream().map(ClaimJudgeTest::candidate).toList(), List.of());
    }

    private static Candidate candidate(HeardTurn turn) {
        String said = turn.turn().text();
        int mark = said.indexOf('#');
        @Nullable Instant from = mark < 0 ? null : day(said.substring(0, mark));
        return new Candidate(
                said.substring(mark + 1),
                new Evidence(turn.id(), 0, said.length()),
                Set.of(),
                from);
    }

    private static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private List<Decision> say(String date, String... statements) {
        List<Turn> turns =
                Stream.of(statements)
                        .map(text -> Turn.user(text).at(day(date).atZone(ZoneOffset.UTC)))
                        .toList();
        return memories.add(ANA, turns).decisions();
    }

    private List<Memory> all(Status status) {
        return memories.list(ListRequest.builder(ANA).statuses(status).limit(1_000).build())
                .items();
    }

    private List<String> now() {
        return all(Status.ACTIVE).stream().map(Memory::text).toList();
    }

    @Test
    void a_change_closes_what_was_true_before() {
        say("2026-01-01", "Ana lives in Lisbon.");

        say("2026-05-01", "2026-04-01#Ana moved to Porto.");

        assertThat(now()).containsExactly("Ana moved to Porto.");
        assertThat(all(Status.SUPERSEDED))
                .extracting(Memory::text, Memory::validTo)
                .containsExactly(tuple("Ana lives in Lisbon.", day("2026-04-01")));
    }

    @Test
    void an_old_fact_ends_when_what_followed_it_began_though_that_is_past_by_now() {
        say("2024-09-01", "Ana lives in Toulouse.");
        say("2022-04-10", "Ana lives in Dijon.");

        say("2018-01-10", "Ana lives in Brest.");

        assertThat(all(Status.SUPERSEDED))
                .extracting(Memory::text, Memory::validTo)
                .containsExactlyInAnyOrder(
                        tuple("Ana lives in Dijon.", day("2024-09-01")),
                        tuple("Ana lives in Brest.", day("2022-04-10")));
    }

    @Test
    void an_old_fact_that_arrives_late_does_not_override_a_newer_one() {
        say("2026-05-01", "Ana moved to Porto.");

        say("2026-01-01", "Ana lives in Lisbon.");

        assertThat(now()).containsExactly("Ana moved to Porto.");
        Memory late = all(Status.SUPERSEDED).getFirst();
        assertThat(late.validAt(day("2026-02-01"))).isTrue();
        assertThat(late.validAt(day("2026-05-02"))).isFalse();
    }

    @Test
    void a_move_of_long_ago_does_not_override_where_somebody_lives_since() {
        say("2026-05-01", "Ana lives in Porto.");

        say("2026-06-01", "2015-01-01#Ana moved to Madrid.");

        assertThat(now()).containsExactly("Ana lives in Porto.");
    }

    @Test
    void a_month_that_began_before_may_still_be_later() {
        say("2026-04-20", "Ana lives in Lisbon.");

        say("2026-05-05", "2026-04-01#Ana moved to Porto last month (2026-04).");

        assertThat(now()).containsExactly("Ana moved to Porto last month (2026-04).");
        assertThat(all(Status.SUPERSEDED))
                .extracting(Memory::validTo)
                .containsExactly(day("2026-04-20"));
    }

    @Test
    void statements_of_one_add_see_each_other() {
        List<Decision> decisions =
                say("2026-05-01", "Ana lives in Lisbon.", "Ana just moved to Porto.");

        assertThat(decisions)
                .hasExactlyElementsOfTypes(Decision.Add.class, Decision.Supersede.class);
        assertThat(now()).containsExactly("Ana just moved to Porto.");
    }

    @Test
    void what_was_superseded_can_become_true_again() {
        say("2026-01-01", "Ana lives in Lisbon.");
        say("2026-02-01", "Ana moved to Porto.");

        say("2026-03-01", "Ana lives in Lisbon.");

        assertThat(now()).containsExactly("Ana lives in Lisbon.");
        assertThat(all(Status.SUPERSEDED)).hasSize(2);
    }

    @Test
    void a_correction_says_that_the_other_was_never_true() {
        say("2026-01-01", "Ana lives in Lisbon.");

        say("2026-01-02", "Ana lives in Porto, not Lisbon.");

        Memory wrong = all(Status.SUPERSEDED).getFirst();
        assertThat(wrong.validAt(day("2026-01-01"))).isFalse();
    }

    @Test
    void a_denial_closes_and_stays_as_a_memory() {
        say("2026-01-01", "Ana is vegan.");

        say("2026-02-01", "Ana is not vegan anymore.");

        assertThat(now()).containsExactly("Ana is not vegan anymore.");
        assertThat(all(Status.SUPERSEDED)).hasSize(1);
    }

    @Test
    void one_statement_can_close_several() {
        say("2026-01-01", "Ana is dating Tom.", "Ana's boyfriend is Tom.");

        say("2026-02-01", "Ana broke up with Tom.");

        assertThat(now()).containsExactly("Ana broke up with Tom.");
        assertThat(all(Status.SUPERSEDED)).hasSize(2);
    }

    @Test
    void additional_facts_close_nothing() {
        say("2026-01-01", "Ana works at Acme.", "Ana has a dog.");

        say("2026-02-01", "Ana also works for Globex.", "Ana got a second dog.");

        assertThat(now()).hasSize(4);
    }

    @Test
    void verbatim_words_close_nothing() {
        memories.add(
                AddRequest.builder(ANA)
                        .turn(Turn.user("Ana lives in Lisbon."))
                        .turn(Turn.user("Ana moved to Porto."))
                        .mode(ExtractionMode.VERBATIM)
                        .build());

        assertThat(now()).hasSize(2);
    }

    @Test
    void what_an_owner_corrected_by_hand_is_judged_by_its_new_text() {
        say("2026-01-01", "Ana lives in Lisbon.");
        memories.update(all(Status.ACTIVE).getFirst().id(), MemoryUpdate.text("Ana has a cat."));

        say("2026-02-01", "Ana moved to Porto.", "Ana no longer has a cat.");

        assertThat(now())
                .containsExactlyInAnyOrder("Ana moved to Porto.", "Ana no longer has a cat.");
    }

    /** In whatever order and from however many threads they come. */
    @Test
    void no_two_active_memories_contradict_each_other() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> said = statements(random);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> adds = new ArrayList<>();
            for (String statement : said) {
                String date = "2026-01-%02d".formatted(1 + random.nextInt(28));
                adds.add(threads.submit(() -> say(date, statement)));
            }
            for (Future<?> add : adds) {
                add.get();
            }
        }

        List<Belief> beliefs = all(Status.ACTIVE).stream().map(Belief::of).toList();
        for (Belief one : beliefs) {
            assertThat(beliefs).filteredOn(other -> other != one && one.outdates(other)).isEmpty();
        }
        assertThat(everKept()).isEqualTo(new HashSet<>(said));
    }

    private static List<String> statements(Random random) {
        List<String> places = List.of("Lisbon", "Porto", "Berlin", "Spain", "Rome");
        List<String> forms =
                List.of(
                        "lives in %s.",
                        "moved to %s.",
                        "no longer lives in %s.",
                        "used to live in %s.",
                        "also lives in %s.");
        List<String> said =
                IntStream.range(0, 60)
                        .mapToObj(i ->
                                (random.nextBoolean() ? "Ana " : "Ben ")
                                        + forms.get(random.nextInt(forms.size()))
                                                .formatted(
                                                        places.get(random.nextInt(places.size()))))
                        .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(said, random);
        return said;
    }

    private Set<String> everKept() {
        return Stream.of(Status.ACTIVE, Status.SUPERSEDED)
                .flatMap(status -> all(status).stream())
                .map(Memory::text)
                .collect(Collectors.toSet());
    }
}
