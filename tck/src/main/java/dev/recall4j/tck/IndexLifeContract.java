package dev.recall4j.tck;

import static dev.recall4j.tck.IndexVectors.leaning;
import static dev.recall4j.tck.Samples.LINEAGE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Signal;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Index;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How an index changes, is kept, and ends. */
abstract class IndexLifeContract extends IndexPart {

    private static final String SECRET = "xylophonequagmire";

    @Test
    void the_position_is_the_one_reached_by_the_last_changes() {
        assertThat(index.position()).isZero();
        assertThat(index.lineage()).isEmpty();

        put(IndexSample.of("a"), IndexSample.of("b"));
        assertThat(index.position()).isEqualTo(2);
        assertThat(index.lineage()).isEqualTo(LINEAGE);

        apply(new Changes(List.of(), 9, "another"));
        assertThat(index.position()).isEqualTo(9);
        assertThat(index.lineage()).isEqualTo("another");
    }

    @Test
    void applying_changes_again_does_no_harm() {
        Changes changes = changes(100, 1);
        apply(changes);
        Map<IndexSearch, List<Hit>> before = answers();

        apply(changes);
        apply(changes);

        assertThat(answers().keySet()).hasSameSizeAs(before.keySet());
        assertSameMemories(before);
        assertThat(index.position()).isEqualTo(100);
    }

    @Test
    void a_later_revision_takes_the_place_of_the_earlier() {
        put(IndexSample.of("a").text("walnut").vector(leaning(0.9)).metadata("n", 1));
        put(
                IndexSample.of("a").text("granite").vector(leaning(-0.9)).metadata("n", 2),
                IndexSample.of("a").text("copper").vector(leaning(-0.5)).metadata("n", 3));

        assertThat(found(IndexSearch.words("walnut granite"))).isEmpty();
        assertThat(found(IndexSearch.words("copper"))).containsExactly("a");
        assertThat(hits(IndexSearch.near(leaning(1)), Signal.DENSE))
                .singleElement()
                .satisfies(hit -> assertThat(hit.score()).isBetween(-0.501, -0.499));
        assertThat(revisions()).isEqualTo(Map.of("a", 3L));
    }

    @Test
    void a_memory_that_moved_is_found_only_where_it_is_now() {
        put(IndexSample.of("a").scope(Samples.ANA));
        put(IndexSample.of("a").scope(Samples.BOB));

        assertThat(found(IndexSearch.everything())).isEmpty();
        assertThat(found(IndexSearch.everything().scope(Samples.BOB))).containsExactly("a");
    }

    @Test
    void a_removed_memory_is_not_found_by_the_next_search() {
        put(IndexSample.of("a").text("tea"), IndexSample.of("b").text("tea"));

        remove("a");
        remove("unknown");

        assertThat(found(IndexSearch.everything().text("tea"))).containsExactly("b");
        assertThat(index.position()).isEqualTo(4);
        assertThat(index.census(IndexSearch.everything().query()).stored()).isEqualTo(1);
    }

    @Test
    void a_memory_can_be_removed_and_come_back_in_one_batch() {
        put(IndexSample.of("gone"), IndexSample.of("back").text("old"));
        apply(
                new Changes(
                        List.of(
                                new Change.Remove(3, IndexSample.of("back").memory(1).id(), false),
                                IndexSample.of("back").text("new").at(4),
                                IndexSample.of("gone").text("short").at(5),
                                new Change.Remove(6, IndexSample.of("gone").memory(1).id(), false)),
                        6,
                        LINEAGE));

        assertThat(found(IndexSearch.everything())).containsExactly("back");
        assertThat(found(IndexSearch.words("new"))).containsExactly("back");
    }

    @Test
    void revisions_are_those_of_the_memories_it_holds() {
        put(IndexSample.of("a"), IndexSample.of("b"), IndexSample.of("c").superseded());
        put(IndexSample.of("b").tenant(Samples.GLOBEX));
        remove("a");

        assertThat(revisions()).isEqualTo(Map.of("b", 4L, "c", 3L));
    }

    @Test
    void clearing_drops_everything_and_starts_over() {
        apply(changes(50, 1));
        index.clear();

        assertThat(index.position()).isZero();
        assertThat(index.lineage()).isEmpty();
        assertThat(found(IndexSearch.everything())).isEmpty();
        assertThat(revisions()).isEmpty();

        put(IndexSample.of("a"));
        assertThat(found(IndexSearch.everything())).containsExactly("a");

        reopen();
        assertThat(index.position()).isEqualTo(fixture().durable() ? position() : 0);
    }

    @Test
    void what_was_flushed_is_there_after_reopening() {
        apply(changes(200, 1));
        remove("m7");
        Map<IndexSearch, List<Hit>> before = answers();
        long position = index.position();
        assertThat(before.values()).allSatisfy(hits -> assertThat(hits).isNotEmpty());

        index.flush();
        reopen();

        if (fixture().durable()) {
            assertThat(index.position()).isEqualTo(position);
            assertThat(index.lineage()).isEqualTo(LINEAGE);
            assertThat(answers().values()).containsExactlyElementsOf(before.values());
        } else {
            assertThat(index.position()).isZero();
            assertThat(revisions()).isEmpty();
        }
    }

    @Test
    void closing_flushes() {
        apply(changes(20, 1));
        index.close();
        index.close();
        open();

        assertThat(index.position()).isEqualTo(fixture().durable() ? 20 : 0);
        assertThat(revisions()).hasSize(fixture().durable() ? 20 : 0);
        apply(changes(20, 1));
        assertThat(revisions()).hasSize(20);
    }

    @Test
    void a_crash_leaves_an_earlier_position_from_which_it_catches_up() throws IOException {
        apply(changes(100, 1));
        index.flush();
        apply(changes(100, 101));
        remove("m3");
        Map<IndexSearch, List<Hit>> before = answers();
        long position = index.position();
        assertThat(revisions()).hasSize(199);

        try (Index revived = fixture().open(copyOfDirectory(), IndexVectors.DIMENSION)) {
            assertThat(revived.position())
                    .isBetween(fixture().durable() ? 100L : 0L, position)
                    .isEqualTo(sizeOf(revived));
            index.close();
            index = revived;
            apply(changes(100, 1));
            apply(changes(100, 101));
            remove("m3");

            assertSameMemories(before);
        }
    }

    @Test
    void recovering_goes_on_from_what_survives() {
        apply(changes(100, 1));
        index.flush();
        apply(changes(100, 101));
        remove("m3");
        Map<IndexSearch, List<Hit>> before = answers();
        long position = index.position();

        index.recover();

        assertThat(index.position()).isBetween(fixture().durable() ? 100L : 0L, position);
        assertThat(index.position()).isIn(sizeOf(index), position);
        assertThat(index.lineage()).isEqualTo(index.position() == 0 ? "" : LINEAGE);
        apply(changes(100, 1));
        apply(changes(100, 101));
        remove("m3");
        assertSameMemories(before);
        reopen();
        assertThat(index.position()).isEqualTo(fixture().durable() ? position() : 0);
    }

    @Test
    void purging_leaves_no_byte_of_removed_memories() throws IOException {
        apply(changes(300, 1));
        put(
                IndexSample.of("secret1").text(SECRET).metadata("note", SECRET),
                IndexSample.of("secret2").text("plain").metadata(SECRET, "note"),
                IndexSample.of("secret3").text("plain").scope(Samples.ANA.withRun(SECRET)),
                IndexSample.of("kept").text("walnut"));
        index.flush();
        put(IndexSample.of("secret1").text("corrected"));
        put(IndexSample.of("secret4").text("plain").categories(SECRET));
        hits(IndexSearch.words("plain"));
        remove("secret2");
        remove("secret3");
        remove("secret4");

        index.purge();

        assertThat(filesWith(SECRET)).isEmpty();
        assertThat(found(IndexSearch.words("walnut corrected"))).containsExactly("kept", "secret1");
        assertThat(revisions()).hasSize(302);
        assertThat(index.position()).isEqualTo(position());
    }

    @Test
    void purging_reaches_one_removed_memory_among_many_that_stay() throws IOException {
        List<Change> changes = new ArrayList<>(changes(40, 1).changes());
        changes.add(IndexSample.of("secret").text(SECRET).metadata("note", SECRET).at(41));
        apply(new Changes(changes, 41, LINEAGE));
        index.flush();
        remove("secret");

        index.purge();

        assertThat(filesWith(SECRET)).isEmpty();
        assertThat(revisions()).hasSize(40).doesNotContainKey("secret");
    }

    @Test
    void purging_is_as_thorough_in_the_middle_of_many_small_changes() throws IOException {
        put(IndexSample.of("secret").text(SECRET).metadata("note", SECRET));
        for (int i = 0; i < 60; i++) {
            put(IndexSample.of("m" + i).text("entry " + i));
            hits(IndexSearch.words("entry"));
        }
        remove("secret");

        index.purge();

        assertThat(filesWith(SECRET)).isEmpty();
        assertThat(found(IndexSearch.words("entry").candidates(100))).hasSize(60);
    }

    @Test
    void searches_during_changes_see_whole_memories() throws Exception {
        apply(changes(200, 1));
        int readers = 3;
        CountDownLatch started = new CountDownLatch(readers);
        AtomicInteger rounds = new AtomicInteger(30);
        try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
            List<Future<Integer>> searches =
                    IntStream.range(0, readers)
                            .mapToObj(i -> threads.submit(searchUntil(started, rounds)))
                            .toList();
            started.await();
            while (rounds.get() > 0) {
                apply(changes(200, 1));
                rounds.decrementAndGet();
            }
            for (Future<Integer> search : searches) {
                assertThat(search.get()).isPositive();
            }
        }
    }

    private Callable<Integer> searchUntil(CountDownLatch started, AtomicInteger rounds) {
        return () -> {
            int searches = 0;
            started.countDown();
            do {
                assertThat(found(IndexSearch.everything())).hasSize(200);
                assertThat(ranking(IndexSearch.words("entry").candidates(300), KEYWORD))
                        .hasSize(200);
                searches++;
            } while (rounds.get() > 0);
            return searches;
        };
    }

    private static final Signal KEYWORD = Signal.KEYWORD;

    /** What can be asked of an index. */
    enum Use {
        POSITION(Index::position),
        LINEAGE(Index::lineage),
        APPLY(index -> index.apply(new Changes(List.of(), 1, Samples.LINEAGE))),
        SEARCH(index -> index.search(IndexSearch.everything().query())),
        CENSUS(index -> index.census(IndexSearch.everything().query())),
        FLUSH(Index::flush),
        CLEAR(Index::clear),
        RECOVER(Index::recover),
        PURGE(Index::purge),
        REVISIONS(index -> index.revisions((id, revision) -> {}));

        private final Consumer<Index> use;

        Use(Consumer<Index> use) {
            this.use = use;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_index_says_so(Use use) {
        index.close();

        assertThatThrownBy(() -> use.use.accept(index))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }

    /** Memories m(from-1) and on, each with its own words and vector, at positions from on. */
    private static Changes changes(int count, int from) {
        Random random = new Random(from);
        List<Change> changes = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            changes.add(
                    IndexSample.of("m" + (i - 1))
                            .text("entry " + i + " of shelf " + i % 7)
                            .vector(IndexVectors.random(random, IndexVectors.DIMENSION))
                            .metadata("shelf", i % 7)
                            .at(i));
        }
        return new Changes(changes, from + count - 1L, LINEAGE);
    }

    private Map<IndexSearch, List<Hit>> answers() {
        Map<IndexSearch, List<Hit>> answers = new java.util.LinkedHashMap<>();
        for (IndexSearch search : SEARCHES) {
            answers.put(search, hits(search));
        }
        return answers;
    }

    private static final List<IndexSearch> SEARCHES =
            List.of(
                    IndexSearch.words("entry 42 shelf 3").candidates(300),
                    IndexSearch.near(leaning(1)).candidates(300),
                    IndexSearch.near(leaning(-0.2)).text("entry").candidates(300),
                    IndexSearch.everything().filter(dev.recall4j.model.Filter.eq("shelf", 2)));

    private void assertSameMemories(Map<IndexSearch, List<Hit>> before) {
        before.forEach((search, hits) -> {
            assertThat(hits).isNotEmpty();
            assertThat(found(search))
                    .containsExactlyInAnyOrderElementsOf(
                            hits.stream().map(h -> h.memory().value()).distinct().toList());
        });
    }

    private Map<String, Long> revisions() {
        Map<String, Long> revisions = new HashMap<>();
        index.revisions((id, revision) -> assertThat(revisions.put(id.value(), revision)).isNull());
        return revisions;
    }

    private static long sizeOf(Index index) {
        AtomicInteger size = new AtomicInteger();
        index.revisions((id, revision) -> size.incrementAndGet());
        return size.get();
    }

    /** What another process would find had this one been killed. */
    private Path copyOfDirectory() throws IOException {
        Path copy = Files.createDirectory(home.resolve("copy"));
        for (Path file : files()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : files()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (bytes.contains(text) || bytes.contains(text.substring(4, 12))) {
                found.add(file);
            }
        }
        return found;
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(directory())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
