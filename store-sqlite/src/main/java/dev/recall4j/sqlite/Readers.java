package dev.recall4j.sqlite;

import dev.recall4j.model.InvalidRequestException;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sessions that read, each read in one transaction: it sees one moment of the journal. Readers
 * never wait for the writer, only for one another when all sessions are taken.
 */
final class Readers implements AutoCloseable {

    private final Supplier<Session> opener;
    private final List<Pooled> all = new ArrayList<>();

    /** The last used is taken first: it has the pages of the last read at hand. */
    private final Deque<Pooled> free = new ConcurrentLinkedDeque<>();

    /** First come, first served: the deque alone would let some wait long. */
    private final Semaphore turn;

    /** How often all pages that were read had to be forgotten. */
    private final AtomicLong forgettings = new AtomicLong();

    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    Readers(Supplier<Session> opener, int count) {
        this.opener = opener;
        this.turn = new Semaphore(count, true);
        for (int i = 0; i < count; i++) {
            Pooled pooled = new Pooled(Tables.of(opener.get()));
            all.add(pooled);
            free.add(pooled);
        }
    }

    /** A session, used by one thread at a time. */
    private static final class Pooled {
        private final Tables tables;
        private long forgettings;

        Pooled(Tables tables) {
            this.tables = tables;
        }

        void forgetPages(long due) {
            if (forgettings < due) {
                tables.session().execute(Session.FORGET_PAGES);
                forgettings = due;
            }
        }
    }

    <T> T read(Function<Tables, T> work) {
        return whileOpen(() -> {
            turn.acquireUninterruptibly();
            Pooled pooled = free.remove();
            try {
                return inTransaction(pooled.tables, work);
            } finally {
                giveBack(pooled);
            }
        });
    }

    private void giveBack(Pooled pooled) {
        long due = forgettings.get();
        try {
            pooled.forgetPages(due);
        } finally {
            free.addFirst(pooled);
            turn.release();
        }
        if (due < forgettings.get()) {
            forgetIdlePages();
        }
    }

    /** Drops the pages that sessions hold of what they read; a session in use, when it is not. */
    void forgetPages() {
        forgettings.incrementAndGet();
        open.readLock().lock();
        try {
            if (!closed) {
                forgetIdlePages();
            }
        } finally {
            open.readLock().unlock();
        }
    }

    private void forgetIdlePages() {
        for (int i = 0; i < all.size() && turn.tryAcquire(); i++) {
            Pooled longestUnused = free.removeLast();
            giveBack(longestUnused);
        }
    }

    /** A read that may take long or start others, on a session of its own. */
    <T> T readAside(Function<Tables, T> work) {
        return whileOpen(() -> {
            try (Session session = opener.get()) {
                return inTransaction(Tables.of(session), work);
            }
        });
    }

    private <T> T whileOpen(Supplier<T> read) {
        open.readLock().lock();
        try {
            if (closed) {
                throw Writer.closed();
            }
            return read.get();
        } finally {
            open.readLock().unlock();
        }
    }

    private static <T> T inTransaction(Tables tables, Function<Tables, T> work) {
        tables.session().update("BEGIN");
        try {
            return work.apply(tables);
        } finally {
            tables.session().update("COMMIT");
        }
    }

    /**
     * Waits for reads under way.
     *
     * @throws InvalidRequestException if this thread is inside one: it would wait for itself
     */
    @Override
    public void close() {
        if (open.getReadHoldCount() > 0) {
            throw new InvalidRequestException(
                    "The sink of an export cannot close the journal; close it afterwards.");
        }
        open.writeLock().lock();
        try {
            closed = true;
            all.forEach(pooled -> pooled.tables.session().close());
            all.clear();
        } finally {
            open.writeLock().unlock();
        }
    }
}
