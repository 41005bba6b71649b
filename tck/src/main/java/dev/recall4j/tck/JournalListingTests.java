package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.BOB;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.wholeOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Filter;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Order;
import dev.recall4j.model.Page;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.spi.Tally;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** What a journal promises about reading memories, one by one and in pages. */
interface JournalListingTests {

    JournalScene scene();

    private Page<Memory> list(ListRequest.Builder request) {
        return list(request, scene().now());
    }

    private Page<Memory> list(ListRequest.Builder request, Instant now) {
        return scene().journal().list(ACME, request.build(), now);
    }

    private List<String> ids(ListRequest.Builder request) {
        return ids(list(request));
    }

    private static List<String> ids(Page<Memory> page) {
        return page.items().stream().map(memory -> memory.id().value()).toList();
    }

    private static ListRequest.Builder in(Scope scope) {
        return ListRequest.builder(scope);
    }

    @Test
    default void a_listed_memory_is_whole() {
        MemoryId id = scene().add(ANA, "1", "Tea");

        assertThat(list(in(ANA)).items()).containsExactly(scene().memory(id));
    }

    @Test
    default void memories_are_read_by_their_ids() {
        MemoryId one = scene().add(ANA, "1", "Tea");
        MemoryId two = scene().add(BOB, "2", "Milk");
        MemoryId erased = scene().add(BOB, "3", "Wine");
        scene().journal().erase(ACME, erased, scene().act());

        assertThat(
                        scene().journal()
                                .memories(
                                        ACME, List.of(two, MemoryId.of("none"), one, erased, two)))
                .isEqualTo(Map.of(one, scene().memory(one), two, scene().memory(two)));
    }

    @Test
    default void memories_read_together_have_the_sources_they_have_alone() {
        int many = Provenance.SOURCES_SHOWN + 3;
        MemoryId often = scene().add(ANA, "0", "Tea");
        for (int i = 1; i < many; i++) {
            scene().reinforce(ANA, often, wholeOf(scene().hear(ACME, ANA, "" + i, "Tea " + i)));
        }
        HeardTurn turn = scene().hear(ACME, ANA, "long", "Milk and coffee");
        Evidence[] spans =
                IntStream.range(0, many)
                        .mapToObj(i -> new Evidence(turn.id(), i, i + 1))
                        .toArray(Evidence[]::new);
        Draft wide = scene().draft("wide", "Milk", spans);
        Draft bare = scene().draft("bare", "Coffee");
        scene().decide(ANA, new Decision.Add(wide, "news"), new Decision.Add(bare, "news"));

        Map<MemoryId, Memory> together =
                scene().journal().memories(ACME, List.of(often, wide.id(), bare.id()));

        assertThat(together).hasSize(3);
        together.forEach((id, memory) ->
                assertThat(memory.provenance()).isEqualTo(scene().memory(id).provenance()));
    }

    @Test
    default void a_scope_finds_exactly_the_memories_that_have_all_its_ids() {
        List<@Nullable String> some = new ArrayList<>(List.of("x", "y"));
        some.add(null);
        Map<String, Scope> scopes = new HashMap<>();
        for (String user : some) {
            for (String agent : some) {
                for (String app : some) {
                    for (String run : some) {
                        if (user != null || agent != null || app != null || run != null) {
                            scopes.put("s" + scopes.size(), new Scope(user, agent, app, run));
                        }
                    }
                }
            }
        }
        scopes.forEach((id, scope) -> scene().state(scope, id, "Tea"));

        for (Scope asked : scopes.values()) {
            assertThat(ids(in(asked)))
                    .containsExactlyInAnyOrderElementsOf(
                            scopes.entrySet().stream()
                                    .filter(kept -> asked.finds(kept.getValue()))
                                    .map(Map.Entry::getKey)
                                    .toList());
        }
    }

    @Test
    default void ids_of_any_script_and_punctuation_are_kept_apart() {
        List<String> names =
                List.of(
                        "%&=:/{}'\"",
                        "a%",
                        "a_",
                        "ab",
                        "A",
                        "a",
                        "' OR '1'='1",
                        "\uD83D\uDE00\uD83C\uDFFD",
                        "\u05D0\u05E0\u05D4",
                        "x".repeat(200),
                        "x".repeat(199) + "y",
                        "a b",
                        "a\u00E9",
                        "ae\u0301");
        for (String name : names) {
            scene().state(Scope.ofUser(name), "id " + name, "Tea");
            scene().state(Scope.ofRun(name).withAgent("guide"), "run " + name, "Tea");
        }
        for (String name : names) {
            assertThat(list(in(Scope.ofUser(name))).items())
                    .singleElement()
                    .isEqualTo(scene().memory(MemoryId.of("id " + name)))
                    .extracting(Memory::scope)
                    .isEqualTo(Scope.ofUser(name));
            assertThat(ids(in(Scope.ofRun(name)))).containsExactly("run " + name);
        }
    }

    @Test
    default void only_what_passes_the_filter_is_listed() {
        for (int i = 0; i < 20; i++) {
            MemoryId id = scene().state(ANA, "m" + i, "Text " + i);
            scene().journal()
                    .amend(
                            ACME,
                            id,
                            scene().amendment(
                                            MemoryUpdate.builder()
                                                    .metadata(Metadata.of("n", i))
                                                    .build()));
        }
        scene().state(BOB, "b", "Text of bob");
        Filter filter = Filter.or(Filter.gte("n", 18), Filter.eq("text", "Text 3"));

        assertThat(ids(in(ANA).filter(filter))).containsExactlyInAnyOrder("m3", "m18", "m19");
        assertThat(walk(in(ANA).filter(filter).limit(1)))
                .containsExactlyInAnyOrder("m3", "m18", "m19");
        assertThat(ids(in(ANA).filter(Filter.exists("user")).limit(100))).hasSize(20);
    }

    @Test
    default void statuses_are_told_apart_and_expiry_is_seen_at_the_time_asked() {
        scene().state(ANA, "active", "Tea");
        Instant expiry = NOON.plusSeconds(60);
        scene().addUntil(ANA, "expiring", "Milk", expiry);
        scene().state(ANA, "superseded", "Wine");
        scene().supersede(ANA, MemoryId.of("superseded"), "successor", "Beer");
        scene().journal().retract(ACME, scene().state(ANA, "retracted", "Rum"), scene().act());

        assertThat(ids(in(ANA))).containsExactlyInAnyOrder("active", "expiring", "successor");
        Instant before = expiry.minusMillis(1);
        assertThat(ids(list(in(ANA).statuses(Status.EXPIRED), before))).isEmpty();
        assertThat(ids(list(in(ANA), before))).contains("expiring");
        assertThat(ids(list(in(ANA).statuses(Status.EXPIRED), expiry))).containsExactly("expiring");
        assertThat(ids(list(in(ANA), expiry))).containsExactlyInAnyOrder("active", "successor");
        assertThat(ids(in(ANA).statuses(Status.SUPERSEDED))).containsExactly("superseded");
        assertThat(ids(in(ANA).statuses(Status.RETRACTED))).containsExactly("retracted");
        assertThat(ids(list(in(ANA).statuses(Status.ACTIVE, Status.values()), expiry))).hasSize(5);
        assertThat(ids(list(in(ANA).statuses(Status.EXPIRED, Status.RETRACTED), expiry)))
                .containsExactlyInAnyOrder("expiring", "retracted");
    }

    @Test
    default void a_listed_memory_has_its_status_in_the_journal() {
        scene().addUntil(ANA, "m", "Milk", NOON);

        assertThat(list(in(ANA).statuses(Status.EXPIRED), NOON).items())
                .extracting(Memory::status)
                .containsExactly(Status.ACTIVE);
    }

    private void someMemoriesInAnyOrder() {
        long seed = 42;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Scope scope = random.nextBoolean() ? ANA : ANA.withRun("r" + random.nextInt(3));
            MemoryId id = scene().state(scope, "m" + random.nextInt(1_000) + "-" + i, "Text " + i);
            if (random.nextInt(3) == 0) {
                scene().pass(Duration.ofMillis(random.nextInt(3) - 1L));
            }
            if (random.nextInt(3) == 0) {
                scene().journal()
                        .amend(ACME, id, scene().amendment(MemoryUpdate.text("Changed " + i)));
            }
        }
    }

    private static Comparator<Memory> comparator(Order order) {
        Comparator<String> byBytes = Comparator.naturalOrder();
        Comparator<Memory> byId = Comparator.comparing(memory -> memory.id().value(), byBytes);
        return switch (order) {
            case OLDEST_FIRST -> Comparator.comparing(Memory::createdAt).thenComparing(byId);
            case NEWEST_FIRST ->
                    Comparator.comparing(Memory::createdAt).thenComparing(byId).reversed();
            case LAST_UPDATED_FIRST ->
                    Comparator.comparing(Memory::updatedAt).thenComparing(byId).reversed();
        };
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    default void every_order_is_total(Order order) {
        someMemoriesInAnyOrder();
        List<Memory> all = list(in(ANA).order(order)).items();

        assertThat(all).hasSize(50).isSortedAccordingTo(comparator(order));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    default void pages_join_to_the_whole_list(Order order) {
        someMemoriesInAnyOrder();
        List<String> all = ids(in(ANA).order(order));
        assertThat(all).hasSize(50);

        for (int limit : new int[] {1, 7, 25, 49, 50}) {
            assertThat(walk(in(ANA).order(order).limit(limit))).isEqualTo(all);
        }
    }

    private List<String> walk(ListRequest.Builder request) {
        List<String> ids = new ArrayList<>();
        Page<Memory> page = list(request.cursor(null));
        ids.addAll(ids(page));
        while (page.cursor() != null) {
            page = list(request.cursor(page.cursor()));
            ids.addAll(ids(page));
        }
        return ids;
    }

    @Test
    default void the_last_page_has_no_cursor() {
        scene().state(ANA, "1", "Tea");
        scene().state(ANA, "2", "Milk");

        assertThat(list(in(ANA).limit(2)).items()).hasSize(2);
        assertThat(list(in(ANA).limit(2)).cursor()).isNull();
        assertThat(list(in(ANA).limit(1)).cursor()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    default void walking_visits_each_once_while_others_are_added_and_removed(Order order) {
        someMemoriesInAnyOrder();
        List<String> atStart = ids(in(ANA).order(order));
        assertThat(atStart).hasSize(50);
        List<String> visited = new ArrayList<>();
        Page<Memory> page = list(in(ANA).order(order).limit(7));
        int i = 0;
        while (true) {
            visited.addAll(ids(page));
            if (page.cursor() == null) {
                break;
            }
            scene().pass(Duration.ofSeconds(i % 2 == 0 ? 1 : -2));
            scene().state(ANA, "new" + i, "New text " + i);
            scene().journal().retract(ACME, MemoryId.of(visited.getLast()), scene().act());
            i++;
            page = list(in(ANA).order(order).limit(7).cursor(page.cursor()));
        }

        assertThat(visited).doesNotHaveDuplicates().containsAll(atStart);
    }

    @Test
    default void a_cursor_of_another_order_or_of_nobody_is_refused() {
        scene().state(ANA, "1", "Tea");
        scene().state(ANA, "2", "Milk");
        String cursor = list(in(ANA).limit(1).order(Order.OLDEST_FIRST)).cursor();
        assertThat(cursor).isNotNull();

        for (String bad : List.of("", "?", "garbage", "AAAA", cursor + "!", "a".repeat(5_000))) {
            assertRefused(in(ANA).order(Order.OLDEST_FIRST).cursor(bad));
        }
        assertRefused(in(ANA).order(Order.NEWEST_FIRST).cursor(cursor));
        assertRefused(in(ANA).order(Order.LAST_UPDATED_FIRST).cursor(cursor));
    }

    private void assertRefused(ListRequest.Builder request) {
        assertThatThrownBy(() -> list(request)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    default void a_tally_counts_by_status_and_tells_what_waits() {
        scene().add(ANA, "1", "Tea");
        scene().add(ANA.withRun("r"), "2", "Milk");
        scene().supersede(ANA, MemoryId.of("1"), "3", "Water");
        scene().journal().retract(ACME, MemoryId.of("2"), scene().act());
        scene().hear(ACME, BOB, "4", "Hello");

        assertThat(scene().journal().tally(ACME, NOON))
                .isEqualTo(
                        new Tally(
                                Map.of(
                                        Status.ACTIVE, 1L,
                                        Status.SUPERSEDED, 1L,
                                        Status.RETRACTED, 1L),
                                3,
                                1,
                                0,
                                3));
    }
}
