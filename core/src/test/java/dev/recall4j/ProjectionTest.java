package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.tck.HashingEmbedder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Whatever becomes of the index, no search misses what was added, and none waits for ever. */
@Timeout(60)
class ProjectionTest {

    private final InMemoryJournal journal = new InMemoryJournal();
    private final MortalIndex index = new MortalIndex();
    private Memories memories;

    @BeforeEach
    void open() {
        memories = open(journal, index);
    }

    private static Memories open(InMemoryJournal journal, dev.recall4j.spi.Index index) {
        return Memories.builder()
                .journal(journal)
                .index(() -> index)
                .embedder(new HashingEmbedder())
                .defaultMode(ExtractionMode.VERBATIM)
                .build();
    }

    @AfterEach
    void close() {
        memories.close();
    }

    @Test
    void a_search_that_meets_a_dead_index_waits_until_it_has_everything_again() {
        for (int i = 0; i < 5; i++) {
            memories.add(ANA, "I moved to Lisbon " + i);
            assertThat(memories.search(ANA, "Lisbon").results()).hasSize(i + 1);
            index.die();

            assertThat(memories.search(ANA, "Lisbon").results()).hasSize(i + 1);
        }
        assertThat(index.recoveries()).isEqualTo(5);
        assertThat(memories.check().indexSound()).isTrue();
    }

    @Test
    void an_index_that_dies_while_it_follows_is_recovered() {
        memories.add(ANA, "I moved to Lisbon");
        memories.search(ANA, "Lisbon");
        index.die();

        memories.add(ANA, "I left Lisbon");

        assertThat(memories.search(ANA, "Lisbon").results()).hasSize(2);
    }

    @Test
    void a_check_and_an_erasure_meet_a_dead_index_as_searches_do() {
        MemoryId id = memories.add(ANA, "I moved to Lisbon").added().getFirst();
        memories.search(ANA, "Lisbon");
        index.die();
        assertThat(memories.check().indexSound()).isTrue();

        index.die();
        memories.erase(id);

        assertThat(memories.search(ANA, "Lisbon").results()).isEmpty();
    }

    @Test
    void searches_are_told_while_the_index_cannot_recover_and_then_work_again() {
        memories.add(ANA, "I moved to Lisbon");
        memories.search(ANA, "Lisbon");
        index.mayRecover(false);
        index.die();
        assertUnavailable(ErrorCode.STORE_UNAVAILABLE);
        memories.add(ANA, "I left Lisbon");
        assertUnavailable(ErrorCode.STORE_UNAVAILABLE);

        index.mayRecover(true);
        memories.reindex();

        assertThat(memories.search(ANA, "Lisbon").results()).hasSize(2);
    }

    @Test
    void searches_that_fail_again_and_again_do_not_each_repair_the_index() {
        memories.add(ANA, "I moved to Lisbon");
        index.beMute();

        for (int i = 0; i < 50; i++) {
            assertUnavailable(ErrorCode.STORE_UNAVAILABLE);
        }

        assertThat(index.recoveries()).isBetween(1, 20);
    }

    @Test
    void an_index_that_cannot_recover_is_tried_until_it_can() throws InterruptedException {
        memories.add(ANA, "I moved to Lisbon");
        memories.search(ANA, "Lisbon");
        index.mayRecover(false);
        index.die();
        assertUnavailable(ErrorCode.STORE_UNAVAILABLE);

        index.mayRecover(true);

        index.awaitComeback();
        assertThat(memories.check().memories()).isEqualTo(1);
    }

    @Test
    void no_search_misses_what_was_added_before_it_while_the_index_dies_again_and_again()
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> users = new ArrayList<>();
            for (int user = 0; user < 4; user++) {
                String name = "user" + user;
                users.add(threads.submit(() -> addAndSearch(name)));
            }
            for (Future<?> user : users) {
                user.get();
            }
        }
        memories.reindex();
        assertThat(memories.check().memories()).isEqualTo(200);
        assertThat(memories.check().indexSound()).isTrue();
    }

    private void addAndSearch(String name) {
        for (int i = 0; i < 50; i++) {
            String text = "%s knows word%d".formatted(name, i);
            memories.add(ANA, text);
            if (i % 5 == 0) {
                index.die();
            }
            try {
                assertThat(memories.search(ANA, text).results())
                        .extracting(Recalled::memory)
                        .anySatisfy(memory -> assertThat(memory.text()).isEqualTo(text));
            } catch (UnavailableException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            }
        }
    }

    @Test
    void a_reindex_hides_nothing_from_searches_beside_it() throws Exception {
        IntStream.range(0, 50).forEach(i -> memories.add(ANA, "I moved to Lisbon " + i));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reindexing =
                    threads.submit(() -> {
                        while (!done.get()) {
                            memories.reindex();
                        }
                    });
            for (int i = 0; i < 200; i++) {
                assertThat(memories.search(ANA, "Lisbon").results()).hasSize(10);
            }
            done.set(true);
            reindexing.get();
        }
    }

    @Test
    void an_interrupt_does_not_end_the_thread_that_follows_the_journal() {
        for (int i = 0; i < 20; i++) {
            threadNamed("recall4j-projection").forEach(Thread::interrupt);
            memories.add(ANA, "I moved to Lisbon " + i);
        }
        threadNamed("recall4j-projection").forEach(Thread::interrupt);

        assertThat(memories.search(ANA, "Lisbon 7").results()).isNotEmpty();
        assertThat(memories.check().indexSound()).isTrue();
    }

    private static List<Thread> threadNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    @Test
    void an_index_that_followed_another_journal_is_made_anew() {
        InMemoryIndex stranger = new InMemoryIndex();
        InMemoryJournal elsewhere = new InMemoryJournal();
        Memories others = open(elsewhere, stranger);
        others.add(ANA, "I moved to Porto");
        others.search(ANA, "Porto");
        memories.add(ANA, "I moved to Lisbon");
        memories.add(ANA, "I like tea");

        Projection projection = new Projection(journal.operator(), stranger);

        assertThat(projection.applied()).isZero();
        assertThat(stranger.position()).isZero();
        others.close();
    }

    private void assertUnavailable(ErrorCode code) {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> memories.search(ANA, "Lisbon"))
                .matches(e -> e.code() == code);
    }
}
