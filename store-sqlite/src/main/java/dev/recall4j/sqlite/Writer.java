package dev.recall4j.sqlite;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The one thread that writes. It takes what waits, runs each task in a savepoint of one
 * transaction, commits once, and only then answers: writes that come side by side share the cost of
 * reaching the disk, and a task that fails takes nothing but its own savepoint back.
 *
 * <p>Callers wait for their answer and never touch the connection, so they may be virtual threads.
 * They wait through interrupts (which stay set): a task that is queued will be run, and its caller
 * must not believe otherwise.
 */
final class Writer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    /** Between tries to remove what was erased from under a read. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Session session;
    private final Tables tables;
    private final Scrubbing scrubbing;
    private final Runnable requireFile;
    private final Runnable whenScrubbed;
    private final SqliteSettings settings;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taskOrClose = lock.newCondition();
    private final Condition roomOrClose = lock.newCondition();
    private final Deque<Task<?>> queue = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param requireFile throws if the file that the session writes is not the journal any more
     * @param whenScrubbed told when no byte of what was erased is left in the files
     */
    Writer(Session session, Runnable requireFile, Runnable whenScrubbed, SqliteSettings settings) {
        this.session = session;
        this.tables = Tables.of(session);
        this.scrubbing = new Scrubbing(session, tables.journal(), settings);
        this.requireFile = requireFile;
        this.whenScrubbed = whenScrubbed;
        this.settings = settings;
        this.thread = Thread.ofPlatform().name("recall4j-journal").unstarted(this::run);
    }

    void start() {
        scrubWhatACrashLeft();
        thread.setDaemon(true);
        thread.start();
    }

    /** A full disk must not keep the journal from being read; upkeep tries again. */
    private void scrubWhatACrashLeft() {
        try {
            if (!scrubbing.scrub()) {
                LOG.log(WARNING, "Erased bytes are still in the journal's log, which is read");
            }
        } catch (UnavailableException e) {
            LOG.log(WARNING, "Erased bytes are still in the journal's files: {0}", e.code());
        }
    }

    /** A write that waits for its turn. */
    private static final class Task<T> {
        private final Function<Tables, T> work;
        private final boolean scrubs;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Throwable failure;
        private boolean scrubbed;

        Task(Function<Tables, T> work, boolean scrubs) {
            this.work = work;
            this.scrubs = scrubs;
        }

        boolean needsScrubbing() {
            return scrubs && failure == null;
        }

        @SuppressWarnings("NullAway") // the result of a task that may be null is null
        void answer() {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else {
                answer.complete(result);
            }
        }
    }

    /** Runs a write and returns its result once it is durable. */
    <T> T write(Function<Tables, T> work) {
        return answerOf(new Task<>(work, false));
    }

    /**
     * Runs a write and returns its result once no byte of what it removed is left. Others write
     * while it waits for reads that began earlier.
     *
     * @throws UnavailableException if a read takes longer than the busy timeout
     */
    <T> T erase(Function<Tables, T> work) {
        long end = System.nanoTime() + settings.busyTimeout().toNanos();
        Task<T> task = new Task<>(work, true);
        T result = answerOf(task);
        if (!task.scrubbed) {
            scrubUntil(end);
        }
        return result;
    }

    private void scrubUntil(long end) {
        Task<Boolean> retry;
        do {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw stillRead();
            }
            pause(Math.min(left, PAUSE_NANOS));
            retry = new Task<>(tables -> true, true);
            answerOf(retry);
        } while (!retry.scrubbed);
    }

    private static UnavailableException stillRead() {
        return new UnavailableException(
                "What was erased is gone from the journal, but a long read keeps its old pages in"
                        + " the write-ahead log. Erase again when it has ended; else they are"
                        + " removed by the next upkeep.");
    }

    /** Waits through interrupts, as for an answer. */
    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T answerOf(Task<T> task) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a verdict must not write to the journal");
        }
        enqueue(task);
        try {
            return task.answer.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(CompletionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> e;
        };
    }

    private void enqueue(Task<?> task) {
        lock.lock();
        try {
            while (!closed && queue.size() >= settings.queueLength()) {
                roomOrClose.awaitUninterruptibly();
            }
            if (closed) {
                throw closed();
            }
            queue.add(task);
            taskOrClose.signal();
        } finally {
            lock.unlock();
        }
    }

    static UnavailableException closed() {
        return new UnavailableException(ErrorCode.CLOSED, "The journal was closed; open it again.");
    }

    private void run() {
        List<Task<?>> group = takeGroup();
        while (!group.isEmpty()) {
            commit(group);
            group = takeGroup();
        }
    }

    /** Waits for tasks; none are left only after the close. */
    private List<Task<?>> takeGroup() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                taskOrClose.awaitUninterruptibly();
            }
            List<Task<?>> group = new ArrayList<>();
            while (!queue.isEmpty() && group.size() < settings.groupSize()) {
                group.add(queue.remove());
            }
            roomOrClose.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    // An error must not end this thread either: every write behind it would wait for ever.
    @SuppressWarnings("CatchingUnchecked")
    private void commit(List<Task<?>> group) {
        try {
            session.update("BEGIN IMMEDIATE");
            group.forEach(this::runInSavepoint);
            session.update("COMMIT");
            requireFile.run();
        } catch (Throwable e) {
            rollBack(e);
            group.forEach(task -> task.failure = e);
        }
        List<Task<?>> erasing = group.stream().filter(Task::needsScrubbing).toList();
        if (!erasing.isEmpty()) {
            scrub(erasing);
        }
        group.forEach(Task::answer);
    }

    /**
     * Whatever a verdict throws, an error too, belongs to its caller and must not end this thread.
     */
    private <T> void runInSavepoint(Task<T> task) {
        session.update("SAVEPOINT task");
        try {
            task.result = task.work.apply(tables);
        } catch (Throwable e) {
            task.failure = e;
            rollBackTask(e);
        }
        session.update("RELEASE task");
    }

    /** If SQLite has already rolled the whole transaction back, the group has failed with it. */
    private void rollBackTask(Throwable cause) {
        try {
            session.update("ROLLBACK TO task");
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            throw cause instanceof RuntimeException failure ? failure : e;
        }
    }

    private void rollBack(Throwable cause) {
        try {
            session.update("ROLLBACK");
        } catch (RuntimeException e) {
            // SQLite has done so itself on some errors; then there is nothing to roll back.
            cause.addSuppressed(e);
        }
    }

    private void scrub(List<Task<?>> erasing) {
        try {
            boolean scrubbed = scrubbing.scrub();
            erasing.forEach(task -> task.scrubbed = scrubbed);
            if (scrubbed) {
                session.execute(Session.FORGET_PAGES);
                whenScrubbed.run();
            }
        } catch (RuntimeException e) {
            erasing.forEach(task -> task.failure = e);
        }
    }

    /** Lets the queued writes finish. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            taskOrClose.signalAll();
            roomOrClose.signalAll();
        } finally {
            lock.unlock();
        }
        awaitEnd();
        session.close();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
