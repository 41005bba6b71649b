package dev.recall4j;

import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Restored;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Journal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Takes exports back in, some records at a time, and embeds their memories anew. */
final class Archive {

    private static final int RECORDS_PER_WRITE = 256;

    private final Journal journal;
    private final Embedder embedder;

    Archive(Journal journal, Embedder embedder) {
        this.journal = journal;
        this.embedder = embedder;
    }

    Restored restore(Tenant tenant, Iterator<ExportRecord> records, LongConsumer progress) {
        long done = 0;
        long taken = 0;
        Batches batches = new Batches(records);
        for (List<ExportRecord> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
            taken += journal.restore(tenant, batch, vectorsOf(batch));
            done += batch.size();
            progress.accept(done);
        }
        return new Restored(taken, done - taken);
    }

    /** Cuts an export into writes, never between a memory and its history. */
    private static final class Batches {

        private final Iterator<ExportRecord> records;
        private final References references = new References();
        private @Nullable ExportRecord ahead;

        Batches(Iterator<ExportRecord> records) {
            this.records = records;
        }

        List<ExportRecord> next() {
            List<ExportRecord> batch = new ArrayList<>();
            while (peek() != null && (batch.size() < RECORDS_PER_WRITE || isHistory(peek()))) {
                batch.add(Objects.requireNonNull(ahead));
                ahead = null;
            }
            return batch;
        }

        private @Nullable ExportRecord peek() {
            if (ahead == null && records.hasNext()) {
                ahead = references.follow(records.next());
            }
            return ahead;
        }

        private static boolean isHistory(@Nullable ExportRecord record) {
            return record instanceof ExportRecord.OfHistory;
        }
    }

    private Map<MemoryId, float[]> vectorsOf(List<ExportRecord> batch) {
        List<Memory> memories =
                batch.stream()
                        .filter(ExportRecord.OfMemory.class::isInstance)
                        .map(record -> ((ExportRecord.OfMemory) record).memory())
                        .toList();
        List<float[]> vectors =
                memories.isEmpty()
                        ? List.of()
                        : embedder.embedPassages(memories.stream().map(Memory::text).toList());
        Map<MemoryId, float[]> byId = new HashMap<>();
        for (int i = 0; i < memories.size(); i++) {
            byId.put(memories.get(i).id(), vectors.get(i));
        }
        return byId;
    }
}
