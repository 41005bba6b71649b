package dev.recall4j.lucene;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import org.apache.lucene.store.AlreadyClosedException;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Files are written on a thread of our own: Lucene closes an index for good when the thread that
 * writes is interrupted, and callers may be, at any time.
 */
final class WriteThread implements AutoCloseable {

    /** Something that Lucene does with files. */
    interface Writing {
        void run() throws IOException;
    }

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("recall4j-index").factory());

    /**
     * Returns when it is done.
     *
     * @throws UnavailableException if the files cannot be read or written
     */
    void run(Writing writing) {
        try {
            CompletableFuture.runAsync(() -> unchecked(writing), thread).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private static void unchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException | AlreadyClosedException e) {
            throw unavailable(e);
        }
    }

    static UnavailableException unavailable(Exception cause) {
        return new UnavailableException(
                ErrorCode.STORE_UNAVAILABLE,
                "The index cannot be read or written; check disk space and rights of its directory.",
                cause);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
