package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.IndexState.Repair;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@Timeout(60)
class IndexStateTest {

    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final IndexState state = new IndexState(0);

    /** Or the thread that follows would take the processor from those that it has to wake. */
    @Test
    void who_still_waits_for_what_is_there_gives_no_work() throws InterruptedException {
        List<Thread> searches =
                Stream.generate(() -> Thread.ofPlatform().start(() -> state.await(1)))
                        .limit(200)
                        .toList();
        for (Thread search : searches) {
            while (search.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        state.awaitWork(Long.MAX_VALUE);
        state.reached(1);

        long start = System.nanoTime();
        state.awaitWork(PATIENCE.toNanos());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(PATIENCE);
        for (Thread search : searches) {
            search.join();
        }
    }

    @Test
    void who_waits_for_what_is_missing_gives_work_at_once() throws InterruptedException {
        state.awaitWork(0);
        Thread search = Thread.ofPlatform().start(() -> state.await(1));

        state.awaitWork(Long.MAX_VALUE);

        state.reached(1);
        search.join();
    }

    @Test
    void a_repair_that_did_not_help_is_not_tried_again_at_once() throws InterruptedException {
        state.awaitWork(0);
        CountDownLatch worked = new CountDownLatch(1);
        Thread following =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                state.awaitWork(Long.MAX_VALUE);
                                worked.countDown();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        while (following.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        state.failed(Repair.RECOVERY, new IllegalStateException("still broken"));

        assertThat(worked.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        state.askFor(Repair.REBUILD);
        worked.await();
    }
}
