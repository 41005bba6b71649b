package dev.recall4j;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.IndexState.Repair;
import dev.recall4j.model.DamagedException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.JournalOperator;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps the index in step with the journal.
 *
 * <p>One thread reads the journal behind the index's position and applies what it finds. There is
 * only this one way: for what was just written, for what is missing after a crash, and for a
 * rebuild from nothing. Writers only {@link #nudge}; they never wait for the index. A search waits
 * until the index has everything that was durable when it began, so what was added is found.
 *
 * <p>An index that fails, here or in a search, is recovered: it goes back to what it had saved, and
 * what is missing is applied again. Searches wait meanwhile. If that fails too they are told, and
 * it is tried again until it works. Thread-safe.
 */
final class Projection implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Projection.class.getName());

    private static final int CHANGES_PER_ROUND = 512;

    /** How long the index may stay unflushed: this much is replayed after a crash. */
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

    private final JournalOperator journal;
    private final Index index;
    private final IndexState state;
    private final Thread thread;

    /** Shared by those who read the index, held alone while it goes back. */
    private final ReadWriteLock reading = new ReentrantReadWriteLock();

    private long flushed;
    private long flushAt = System.nanoTime() + FLUSH_INTERVAL.toNanos();

    Projection(JournalOperator journal, Index index) {
        this.journal = journal;
        this.index = index;
        requireJournalOf(index);
        clearUnlessOfThisJournal();
        flushed = index.position();
        state = new IndexState(flushed);
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

    /** The index may be from elsewhere, or the journal an older one that was brought back. */
    private void clearUnlessOfThisJournal() {
        long position = index.position();
        boolean ours =
                position == 0
                        || (position <= journal.position()
                                && journal.lineage(position).equals(index.lineage()));
        if (!ours) {
            LOG.log(
                    WARNING,
                    "The index followed another journal than this, to {0}; it is made anew",
                    position);
            index.clear();
        }
    }

    void start() {
        thread.start();
    }

    /** Says that the journal has something new. Returns at once. */
    void nudge() {
        state.nudge();
    }

    /**
     * Waits until the index has applied a position.
     *
     * @throws UnavailableException if the index fails, or this is closed
     */
    void await(long position) {
        state.await(position);
    }

    /**
     * Reads the index when it has applied a position. If it fails, it is read once more when it has
     * been recovered.
     *
     * @throws UnavailableException if the index fails again, or this is closed
     */
    <T> T read(long position, Supplier<T> work) {
        try {
            return readOnce(position, work, Repair.NONE);
        } catch (UnavailableException e) {
            LOG.log(DEBUG, "The index cannot be read; it is tried once more", e);
            return readOnce(position, work, Repair.RECOVERY);
        }
    }

    private <T> T readOnce(long position, Supplier<T> work, Repair tried) {
        shareApplied(position);
        try {
            return work.get();
        } catch (UnavailableException e) {
            state.failed(tried, e);
            throw e;
        } finally {
            reading.readLock().unlock();
        }
    }

    /** The index may go back between the wait and the reading; then it is waited for again. */
    private void shareApplied(long position) {
        state.await(position);
        reading.readLock().lock();
        while (!state.hasApplied(position)) {
            reading.readLock().unlock();
            state.await(position);
            reading.readLock().lock();
        }
    }

    /** Drops the index and makes it anew from the journal; returns when it is done. */
    void rebuild() {
        state.askFor(Repair.REBUILD);
        state.await(journal.position());
    }

    long applied() {
        return state.applied();
    }

    private void run() {
        try {
            while (awaitWork()) {
                follow();
            }
        } finally {
            // Whatever ended this thread: nobody is to wait for it.
            state.close();
        }
    }

    /** Returns false once closed. */
    private boolean awaitWork() {
        boolean saved = state.applied() == flushed;
        try {
            state.awaitWork(saved ? Long.MAX_VALUE : flushAt - System.nanoTime());
        } catch (InterruptedException e) {
            LOG.log(DEBUG, "Interrupted; only a close ends this thread");
        }
        return !state.isClosed();
    }

    // Whatever goes wrong, an error too, is tried again.
    @SuppressWarnings("CatchingUnchecked")
    private void follow() {
        Repair repair = state.due();
        try {
            carryOut(repair);
            catchUp();
            state.settled(repair);
            flushIfDue();
        } catch (Throwable e) {
            LOG.log(WARNING, "The index cannot follow the journal; it is tried again", e);
            state.failed(repair, e);
        }
    }

    private void carryOut(Repair repair) {
        if (repair == Repair.NONE) {
            return;
        }
        reading.writeLock().lock();
        try {
            if (repair == Repair.REBUILD) {
                index.clear();
            } else {
                index.recover();
                clearUnlessOfThisJournal();
            }
            flushed = index.position();
            state.repaired(flushed);
        } finally {
            reading.writeLock().unlock();
        }
        LOG.log(INFO, "{0} of the index, from position {1}", repair, flushed);
    }

    private void catchUp() {
        while (!state.isClosed() && index.position() < journal.position()) {
            Changes changes = journal.changes(index.position(), CHANGES_PER_ROUND);
            index.apply(changes);
            if (changes.changes().stream().anyMatch(Projection::isErasure)) {
                purge();
            }
            state.reached(changes.upTo());
        }
    }

    /**
     * Done before the next flush: a crash in between would leave the bytes and not the memory of
     * them. If it fails, only an index made anew is sure to be without them.
     */
    private void purge() {
        try {
            index.purge();
        } catch (RuntimeException e) {
            state.askFor(Repair.REBUILD);
            throw e;
        }
    }

    private static boolean isErasure(Change change) {
        return change instanceof Change.Remove remove && remove.erased();
    }

    /** If it fails, searches still find everything: there is more to replay after a crash. */
    private void flushIfDue() {
        if (state.applied() != flushed && System.nanoTime() - flushAt >= 0) {
            flushAt = System.nanoTime() + FLUSH_INTERVAL.toNanos();
            try {
                index.flush();
                flushed = state.applied();
            } catch (UnavailableException e) {
                LOG.log(WARNING, "The index cannot be flushed; it is tried again", e);
            }
        }
    }

    /** Stops following. What is not applied yet is applied after the next start. */
    @Override
    public void close() {
        state.close();
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
