package dev.recall4j.lucene;

import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.Change;

import org.apache.lucene.index.IndexWriter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes changes, large batches with several threads. Used by one caller at a time. */
final class ChangeWriter {

    /** Smaller batches are not worth a second thread. */
    private static final int PART_MIN = 32;

    private final IndexWriter writer;
    private final int threads;
    private final ExecutorService executor;

    ChangeWriter(IndexWriter writer, int threads) {
        this.writer = writer;
        this.threads = threads;
        this.executor =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("recall4j-index-", 0).factory());
    }

    void write(List<Change> changes) throws IOException {
        List<Change> last = lastOfEach(changes);
        int parts = Math.clamp(last.size() / PART_MIN, 1, threads);
        if (parts == 1) {
            writePart(last, 0, 1);
        } else {
            writeParts(last, parts);
        }
    }

    /** Of each memory only its last change counts, so that the order does not. */
    private static List<Change> lastOfEach(List<Change> changes) {
        Map<MemoryId, Change> last = new HashMap<>();
        changes.forEach(change -> last.put(change.id(), change));
        return last.size() == changes.size() ? changes : List.copyOf(last.values());
    }

    private void writeParts(List<Change> changes, int parts) throws IOException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int part = i;
            tasks.add(() -> {
                writePart(changes, part, parts);
                return null;
            });
        }
        try {
            for (Future<Void> task : executor.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        } catch (ExecutionException e) {
            throw new IOException("writing failed", e.getCause());
        }
    }

    private void writePart(List<Change> changes, int part, int parts) throws IOException {
        for (int i = part; i < changes.size(); i += parts) {
            write(changes.get(i));
        }
    }

    private void write(Change change) throws IOException {
        switch (change) {
            case Change.Upsert upsert ->
                    writer.updateDocument(
                            MemoryDocument.key(upsert.id()), MemoryDocument.of(upsert));
            case Change.Remove remove -> writer.deleteDocuments(MemoryDocument.key(remove.id()));
        }
    }

    void close() {
        executor.close();
    }
}
