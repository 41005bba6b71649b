package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.RecallException;
import dev.recall4j.spi.Backlog;
import dev.recall4j.spi.JournalOperator;
import dev.recall4j.spi.PendingHearing;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Does in the background what no caller waits for: takes up hearings that were left pending, by a
 * crash or by a model that was down, finishes erasures that failed half-way, and erases what
 * expired if it was told to. Thread-safe.
 */
final class Upkeep implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    private static final int HEARINGS_AT_ONCE = 100;
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final JournalOperator journal;
    private final WritePath writePath;
    private final Retention retention;
    private final Runnable afterwards;
    private final Retries retries;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final ReentrantLock passing = new ReentrantLock();

    Upkeep(
            JournalOperator journal,
            WritePath writePath,
            Retention retention,
            Runnable afterwards,
            Clock clock) {
        this.journal = journal;
        this.writePath = writePath;
        this.retention = retention;
        this.afterwards = afterwards;
        this.retries = new Retries(clock);
        this.thread = Thread.ofPlatform().daemon().name("recall4j-upkeep").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * Extracts what is pending now, also what failed a moment ago. A pass under way is waited for.
     *
     * @return how many hearings were settled
     */
    int extractPending() {
        return pass(hearing -> true);
    }

    private int pass(Predicate<HearingId> due) {
        passing.lock();
        try {
            return passAlone(due);
        } finally {
            passing.unlock();
        }
    }

    /** Those that fail are passed by, so that they do not keep the ones behind them waiting. */
    private int passAlone(Predicate<HearingId> due) {
        Set<HearingId> waiting = new HashSet<>();
        int settled = 0;
        Backlog backlog;
        long after = 0;
        do {
            backlog = journal.pending(after, HEARINGS_AT_ONCE);
            for (PendingHearing pending : backlog.hearings()) {
                HearingId id = pending.hearing().id();
                waiting.add(id);
                if (isOpen() && due.test(id) && settle(pending)) {
                    settled++;
                }
            }
            after = backlog.upTo();
        } while (isOpen() && backlog.hearings().size() == HEARINGS_AT_ONCE);
        retries.keepOnly(waiting);
        return settled;
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private boolean settle(PendingHearing pending) {
        try {
            return writePath.resume(pending) != null;
        } catch (ConflictException e) {
            // It was settled or erased meanwhile.
            return false;
        } catch (RuntimeException | Error e) {
            retries.failed(pending.hearing().id());
            // Only the kind is logged: a message from an extractor could hold what was said.
            LOG.log(
                    WARNING,
                    "Hearing {0} stays pending: {1}",
                    pending.hearing().id(),
                    e.getClass());
            return false;
        } finally {
            afterwards.run();
        }
    }

    private void run() {
        try {
            do {
                passQuietly();
            } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passQuietly() {
        quietly("finish erasing", journal::finishErasures);
        quietly("erase what expired", this::eraseExpired);
        quietly("take up what is pending", () -> pass(retries::isDue));
    }

    /** What fails may have erased something before. */
    private void eraseExpired() {
        boolean erased = true;
        try {
            erased = retention.pass();
        } finally {
            if (erased) {
                afterwards.run();
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
