package dev.recall4j;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.RecallNote;
import dev.recall4j.tck.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Timeout(60)
class RecallLogTest {

    private final List<List<RecallNote>> written = Collections.synchronizedList(new ArrayList<>());

    private void write(List<RecallNote> notes) {
        written.add(List.copyOf(notes));
    }

    private List<String> noted() {
        return written.stream().flatMap(List::stream).map(note -> note.memory().value()).toList();
    }

    private static void note(RecallLog log, String... ids) {
        log.note(
                ACME,
                ANA,
                NOON,
                RecallUse.SEARCH,
                Stream.of(ids)
                        .map(id -> new Recalled(Samples.memory(id, ANA, "Tea"), 0.5, Map.of()))
                        .toList());
    }

    private static String[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_notes_writes_nothing_and_the_thread_does() {
        CountDownLatch done = new CountDownLatch(1);
        List<Thread> writers = Collections.synchronizedList(new ArrayList<>());
        try (RecallLog log =
                new RecallLog(notes -> {
                    writers.add(Thread.currentThread());
                    done.countDown();
                })) {
            log.start();

            note(log, "a", "b");

            await(done);
            assertThat(writers).hasSize(1).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void the_thread_goes_on_after_it_has_written() {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        try (RecallLog log =
                new RecallLog(notes -> {
                    first.countDown();
                    second.countDown();
                })) {
            log.start();

            note(log, "a");
            await(first);
            note(log, "b");

            await(second);
        }
    }

    @Test
    void what_gathers_is_written_together_in_its_order() {
        RecallLog log = new RecallLog(this::write);
        note(log, "a", "b");
        note(log, "c");

        log.flush();
        log.flush();

        assertThat(written).hasSize(1);
        assertThat(noted()).containsExactly("a", "b", "c");
        assertThat(written.getFirst())
                .extracting(note -> note.entry().rank())
                .containsExactly(1, 2, 1);
    }

    @Test
    void much_is_written_in_portions() {
        RecallLog log = new RecallLog(this::write);
        note(log, many(401));

        log.flush();

        assertThat(written).extracting(List::size).containsExactly(200, 200, 1);
        assertThat(noted()).containsExactly(many(401));
    }

    @Test
    void what_comes_while_the_queue_is_full_is_left_out_and_what_comes_later_is_not() {
        RecallLog log = new RecallLog(this::write);
        for (int i = 0; i < RecallLog.WAITING_MAX / 1_000; i++) {
            note(log, many(1_000));
        }
        note(log, "left-out");

        log.flush();
        note(log, "later");
        log.flush();

        assertThat(noted())
                .hasSize(RecallLog.WAITING_MAX + 1)
                .endsWith("later")
                .doesNotContain("left-out");
    }

    @Test
    void a_flush_waits_for_what_is_on_its_way_into_the_journal() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RecallLog log =
                new RecallLog(notes -> {
                    writing.countDown();
                    await(go);
                    write(notes);
                });
        note(log, "a");
        Thread first = Thread.startVirtualThread(log::flush);
        await(writing);
        List<String> seen = new ArrayList<>();
        Thread second =
                Thread.startVirtualThread(() -> {
                    log.flush();
                    seen.addAll(noted());
                });
        while (second.isAlive() && second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        go.countDown();
        first.join();
        second.join();

        assertThat(seen).containsExactly("a");
    }

    @Test
    void a_journal_that_fails_costs_those_notes_and_no_others() {
        List<Throwable> failures =
                new ArrayList<>(
                        List.of(
                                new UnavailableException("full"),
                                new IllegalStateException("broken"),
                                new NoClassDefFoundError("missing")));
        RecallLog log =
                new RecallLog(notes -> {
                    if (!failures.isEmpty()) {
                        sneak(failures.removeFirst());
                    }
                    write(notes);
                });
        for (String id : List.of("a", "b", "c", "d")) {
            note(log, id);
            log.flush();
        }

        assertThat(noted()).containsExactly("d");
    }

    private static void sneak(Throwable failure) {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalArgumentException(failure);
        }
    }

    @Test
    void a_close_writes_what_is_left() {
        RecallLog log = new RecallLog(this::write);
        log.start();
        note(log, "a");

        log.close();
        log.close();

        assertThat(noted()).containsExactly("a");
        assertThat(written.getFirst().getFirst().memory()).isEqualTo(MemoryId.of("a"));
    }
}
