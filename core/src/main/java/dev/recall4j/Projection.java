package dev.recall4j;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.DamagedException;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.JournalOperator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Keeps the index in step with the journal.
 *
 * <p>One thread reads the journal behind the index's position and applies what it finds. There is
 * only this one way: for what was just written, for what is missing after a crash, and for a
 * rebuild from nothing. Writers only {@link #nudge}; they never wait for the index. A search waits
 * until the index has everything that was durable when it began, so what was added is found.
 *
 * <p>An index that fails is tried again until it works; searches that wait meanwhile are told.
 * Thread-safe.
 */
final class Projection implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Projection.class.getName());

    private static final int CHANGES_PER_ROUND = 512;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    /** While nobody waits for the index, writes are gathered this long: many at once cost less. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    /** How long the index may stay unflushed: this much is replayed after a crash. */
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

    private final JournalOperator journal;
    private final Index index;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Condition work = lock.newCondition();
    private long applied;
    private int waiting;
    private boolean nudged = true;
    private boolean rebuildAsked;
    private boolean closed;
    private @Nullable Throwable failure;

    Projection(JournalOperator journal, Index index) {
        this.journal = journal;
        this.index = index;
        requireJournalOf(index);
        if (index.position() > journal.position()) {
            LOG.log(WARNING, "The index is ahead of the journal; it is rebuilt");
            index.clear();
        }
        applied = index.position();
        thread = Thread.ofPlatform().daemon().name("recall4j-projection").unstarted(this::run);
    }

    /** An empty journal beside an index that has followed one: the journal was lost. */
    private void requireJournalOf(Index index) {
        if (journal.position() == 0 && index.position() > 0) {
            throw new DamagedException(
                    ("The journal is empty, but the index has followed one up to position %,d: the"
                                    + " journal was lost. Restore it from a backup; or remove the"
                                    + " index too, to begin anew.")
                            .formatted(index.position()));
        }
    }

    void start() {
        thread.start();
    }

    /** Says that the journal has something new. Returns at once. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the index has applied a position.
     *
     * @throws UnavailableException if the index fails, or this is closed
     */
    void await(long position) {
        lock.lock();
        waiting++;
        work.signal();
        try {
            while (applied < position || rebuildAsked) {
                if (closed) {
                    throw new UnavailableException(
                            ErrorCode.CLOSED, "This instance was closed; open it again.");
                }
                if (failure != null) {
                    throw new UnavailableException(
                            ErrorCode.STORE_UNAVAILABLE,
                            "The index cannot follow the journal; it is tried again every second.",
                            failure);
                }
                progress.awaitUninterruptibly();
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Drops the index and makes it anew from the journal; returns when it is done. */
    void rebuild() {
        askForRebuild();
        await(journal.position());
    }

    private void askForRebuild() {
        lock.lock();
        try {
            rebuildAsked = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    long applied() {
        lock.lock();
        try {
            return applied;
        } finally {
            lock.unlock();
        }
    }

    // Whatever goes wrong, an error too, must not end this thread: searches would wait for ever.
    @SuppressWarnings("CatchingUnchecked")
    private void run() {
        long flushed = applied;
        long flushAt = System.nanoTime() + FLUSH_INTERVAL.toNanos();
        while (awaitWork(applied() == flushed ? Long.MAX_VALUE : flushAt - System.nanoTime())) {
            try {
                if (takeRebuild()) {
                    clear();
                }
                catchUp();
                if (System.nanoTime() - flushAt >= 0) {
                    index.flush();
                    flushed = applied();
                    flushAt = System.nanoTime() + FLUSH_INTERVAL.toNanos();
                }
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    /** Waits for a nudge, or until the nanoseconds are over. Returns false once closed. */
    private boolean awaitWork(long nanos) {
        lock.lock();
        try {
            if (failure != null) {
                awaitUnless(() -> closed, RETRY_PAUSE.toNanos());
            } else {
                awaitUnless(() -> closed || rebuildAsked || nudged || waiting > 0, nanos);
                awaitUnless(() -> closed || rebuildAsked || waiting > 0, GATHERING.toNanos());
            }
            nudged = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void awaitUnless(BooleanSupplier ready, long nanos) throws InterruptedException {
        long left = nanos;
        while (!ready.getAsBoolean() && left > 0) {
            left = work.awaitNanos(left);
        }
    }

    private boolean takeRebuild() {
        lock.lock();
        try {
            return rebuildAsked;
        } finally {
            lock.unlock();
        }
    }

    private void clear() {
        LOG.log(INFO, "Rebuilding the index");
        index.clear();
        lock.lock();
        try {
            rebuildAsked = false;
            applied = 0;
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        while (!isClosed() && index.position() < journal.position()) {
            Changes changes = journal.changes(index.position(), CHANGES_PER_ROUND);
            index.apply(changes);
            if (changes.changes().stream().anyMatch(Projection::isErasure)) {
                purge();
            }
            advance(changes.upTo());
        }
        advance(index.position());
    }

    /**
     * Done before the next flush: a crash in between would leave the bytes and not the memory of
     * them. If it fails, only an index made anew is sure to be without them.
     */
    private void purge() {
        try {
            index.purge();
        } catch (RuntimeException e) {
            askForRebuild();
            throw e;
        }
    }

    private static boolean isErasure(Change change) {
        return change instanceof Change.Remove remove && remove.erased();
    }

    private void advance(long position) {
        lock.lock();
        try {
            applied = position;
            failure = null;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable e) {
        LOG.log(WARNING, "The index cannot follow the journal; it is tried again", e);
        lock.lock();
        try {
            failure = e;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Stops following. What is not applied yet is applied after the next start. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        joinThread();
    }

    private void joinThread() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
