package dev.recall4j.sqlite;

import dev.recall4j.model.InvalidRequestException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sessions that read, each read in one transaction: it sees one moment of the journal. Readers
 * never wait for the writer, only for one another when all sessions are taken.
 */
final class Readers implements AutoCloseable {

    private final Supplier<Session> opener;
    private final List<Tables> all = new ArrayList<>();

    /** The last used is taken first: it has the pages of the last read at hand. */
    private final BlockingDeque<Tables> free = new LinkedBlockingDeque<>();

    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    Readers(Supplier<Session> opener, int count) {
        this.opener = opener;
        for (int i = 0; i < count; i++) {
            Tables tables = Tables.of(opener.get());
            all.add(tables);
            free.add(tables);
        }
    }

    <T> T read(Function<Tables, T> work) {
        return whileOpen(() -> {
            Tables tables = takeFree();
            try {
                return inTransaction(tables, work);
            } finally {
                free.addFirst(tables);
            }
        });
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

    private Tables takeFree() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return free.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
            all.forEach(tables -> tables.session().close());
            all.clear();
        } finally {
            open.writeLock().unlock();
        }
    }
}
