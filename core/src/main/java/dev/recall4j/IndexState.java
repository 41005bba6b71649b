package dev.recall4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * How far the index is, what it needs, and who waits for it: what the thread that follows the
 * journal and all others tell each other. Thread-safe.
 */
final class IndexState {

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    /** While nobody waits for the index, writes are gathered this long: many at once cost less. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    /** What the index needs before it can follow on, from little to much. */
    enum Repair {
        NONE,
        RECOVERY,
        REBUILD
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Condition work = lock.newCondition();
    private long applied;

    /** The farthest position that somebody has waited for. */
    private long awaited;

    private boolean nudged = true;
    private Repair due = Repair.NONE;
    private @Nullable Throwable failure;
    private boolean closed;

    IndexState(long applied) {
        this.applied = applied;
    }

    /** The journal has something new. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The index has to be repaired, now. */
    void askFor(Repair repair) {
        lock.lock();
        try {
            due = repair.compareTo(due) > 0 ? repair : due;
            failure = null;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the index needs no repair and has applied a position.
     *
     * @throws UnavailableException if a repair fails, or this is closed
     */
    void await(long position) {
        lock.lock();
        try {
            while (!hasApplied(position)) {
                requireHope();
                awaited = Math.max(awaited, position);
                work.signal();
                progress.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireHope() {
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
    }

    boolean hasApplied(long position) {
        lock.lock();
        try {
            return applied >= position && due == Repair.NONE;
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

    Repair due() {
        lock.lock();
        try {
            return due;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for something to do; after a repair that failed, at most for a pause.
     *
     * @param nanos after which there is something to do in any case
     */
    void awaitWork(long nanos) throws InterruptedException {
        lock.lock();
        try {
            awaitUnless(() -> nudged || isUrgent() || failure != null, nanos);
            awaitUnless(() -> isUrgent() || failure != null, GATHERING.toNanos());
            awaitUnless(() -> closed || failure == null, RETRY_PAUSE.toNanos());
            nudged = false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isUrgent() {
        return closed || awaited > applied || due != Repair.NONE;
    }

    private void awaitUnless(BooleanSupplier ready, long nanos) throws InterruptedException {
        long left = nanos;
        while (!ready.getAsBoolean() && left > 0) {
            left = work.awaitNanos(left);
        }
    }

    /** The index is at a position now: farther, or back at an earlier one. */
    void reached(long position) {
        lock.lock();
        try {
            applied = position;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A repair has worked so far: there is hope again for those who wait. */
    void repaired(long position) {
        lock.lock();
        try {
            applied = position;
            failure = null;
        } finally {
            lock.unlock();
        }
    }

    /** The index has caught up after a repair, unless more has become due meanwhile. */
    void settled(Repair repair) {
        lock.lock();
        try {
            due = due == repair ? Repair.NONE : due;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The index does not work. A repair follows at once; but if one was tried already, those who
     * wait are told, and the next follows after a pause.
     */
    void failed(Repair tried, Throwable cause) {
        lock.lock();
        try {
            failure = tried == Repair.NONE ? failure : cause;
            due = due == Repair.NONE ? Repair.RECOVERY : due;
            work.signal();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody follows the journal any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
