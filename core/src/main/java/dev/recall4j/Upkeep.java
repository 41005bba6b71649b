package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.RecallException;
import dev.recall4j.spi.JournalOperator;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does in the background what no caller waits for: {@linkplain CatchUp takes up} hearings that
 * wait, finishes erasures that failed half-way, and erases what expired if it was told to.
 * Thread-safe.
 */
final class Upkeep implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final JournalOperator journal;
    private final CatchUp catchUp;
    private final Duration pause;
    private final Retention retention;
    private final Runnable erased;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param wait for which something may wait on purpose: it is looked at as often
     * @param erased called when something may have been erased
     */
    Upkeep(
            JournalOperator journal,
            CatchUp catchUp,
            Duration wait,
            Retention retention,
            Runnable erased) {
        this.journal = journal;
        this.catchUp = catchUp;
        this.pause =
                Collections.max(
                        List.of(SHORTEST_PAUSE, Collections.min(List.of(wait, LONGEST_PAUSE))));
        this.retention = retention;
        this.erased = erased;
        this.thread = Thread.ofPlatform().daemon().name("recall4j-upkeep").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                passQuietly();
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passQuietly() {
        quietly("finish erasing", journal::finishErasures);
        quietly("erase what expired", this::eraseExpired);
        quietly("take up what is pending", catchUp::due);
    }

    /** What fails may have erased something before. */
    private void eraseExpired() {
        boolean some = true;
        try {
            some = retention.pass();
        } finally {
            if (some) {
                erased.run();
            }
        }
    }

    /** Whatever is thrown, by a part or out of memory: this thread is the only one of its kind. */
    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (RecallException e) {
            LOG.log(WARNING, "Upkeep could not {0}: {1}", what, e.code());
        } catch (RuntimeException | Error e) {
            LOG.log(WARNING, "Upkeep could not {0}: {1}", what, e.getClass());
        }
    }

    /**
     * Stops. A model that does not answer is not waited for without end: what it was asked about is
     * still pending, and taken up after the next start.
     */
    @Override
    public void close() {
        closed.countDown();
        catchUp.stop();
        thread.interrupt();
        try {
            if (!thread.join(CLOSING)) {
                LOG.log(WARNING, "Upkeep still waits for a model; it is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
