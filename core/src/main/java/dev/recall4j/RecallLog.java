package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.RecallNote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Notes where memories are recalled, behind the back of who searches: a search only puts its notes
 * into a queue, and a thread writes what has gathered there, about once a second. A second without
 * searches costs nothing.
 *
 * <p>It is a record of use, which may have gaps: what was not written yet is lost when the process
 * is killed, and what comes while the queue is full, or cannot be written, is left out; how much,
 * the log tells. What is asked is not noted. Thread-safe.
 */
final class RecallLog implements AutoCloseable {

    /** About two megabytes. */
    static final int WAITING_MAX = 20_000;

    /** Some milliseconds of the journal's time; other writes get between such portions. */
    private static final int NOTES_AT_ONCE = 200;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(RecallLog.class.getName());

    private final Consumer<List<RecallNote>> journal;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Held while notes are on their way from the queue into the journal. */
    private final ReentrantLock writing = new ReentrantLock();

    /** Guards the notes that wait. */
    private final ReentrantLock queue = new ReentrantLock();

    private final Condition notes = queue.newCondition();
    private List<RecallNote> waiting = new ArrayList<>();

    private final AtomicLong leftOut = new AtomicLong();

    /**
     * @param journal where the notes are written; must not keep the list
     */
    RecallLog(Consumer<List<RecallNote>> journal) {
        this.journal = journal;
        this.thread = Thread.ofPlatform().daemon().name("recall4j-recalls").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * Notes that memories were recalled. Writes nothing itself.
     *
     * @param recalled by score, the best first
     */
    void note(Tenant tenant, Scope scope, Instant at, RecallUse use, List<Recalled> recalled) {
        List<RecallNote> more = new ArrayList<>(recalled.size());
        for (Recalled one : recalled) {
            RecallEntry entry = new RecallEntry(at, scope, use, more.size() + 1, one.score());
            more.add(new RecallNote(tenant, one.memory().id(), entry));
        }
        add(more);
    }

    private void add(List<RecallNote> more) {
        queue.lock();
        try {
            if (waiting.size() + more.size() > WAITING_MAX) {
                leftOut.addAndGet(more.size());
            } else {
                waiting.addAll(more);
                notes.signal();
            }
        } finally {
            queue.unlock();
        }
    }

    /** Writes what was noted before; returns when that is done, or has failed. */
    void flush() {
        writing.lock();
        try {
            List<RecallNote> taken = take();
            for (int from = 0; from < taken.size(); from += NOTES_AT_ONCE) {
                write(taken.subList(from, Math.min(from + NOTES_AT_ONCE, taken.size())));
            }
        } finally {
            writing.unlock();
        }
        tellWhatWasLeftOut();
    }

    private List<RecallNote> take() {
        queue.lock();
        try {
            List<RecallNote> taken = waiting;
            waiting = new ArrayList<>();
            return taken;
        } finally {
            queue.unlock();
        }
    }

    /** Whatever is thrown: no explanation fails because of it, and this thread goes on. */
    private void write(List<RecallNote> some) {
        try {
            journal.accept(some);
        } catch (RecallException e) {
            LOG.log(WARNING, "{0} recalls could not be noted: {1}", some.size(), e.code());
        } catch (RuntimeException | Error e) {
            LOG.log(WARNING, "{0} recalls could not be noted: {1}", some.size(), e.getClass());
        }
    }

    private void tellWhatWasLeftOut() {
        long count = leftOut.getAndSet(0);
        if (count > 0) {
            LOG.log(WARNING, "{0} recalls came faster than they are noted", count);
        }
    }

    private void run() {
        try {
            awaitNotes();
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                flush();
                awaitNotes();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitNotes() throws InterruptedException {
        queue.lock();
        try {
            while (waiting.isEmpty() && closed.getCount() > 0) {
                notes.await();
            }
        } finally {
            queue.unlock();
        }
    }

    /** Writes what is left. What is noted later is lost. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        flush();
    }
}
