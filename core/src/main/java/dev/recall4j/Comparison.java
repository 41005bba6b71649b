package dev.recall4j;

import dev.recall4j.model.CheckReport;
import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.JournalOperator;

import java.util.HashMap;
import java.util.Map;

/** Compares what the journal has for the index with what the index holds. */
final class Comparison {

    private static final int CHANGES_PER_ROUND = 1_000;

    private final JournalOperator journal;
    private final Index index;
    private final Projection projection;

    Comparison(JournalOperator journal, Index index, Projection projection) {
        this.journal = journal;
        this.index = index;
        this.projection = projection;
    }

    CheckReport report() {
        Map<MemoryId, Long> wanted = revisionsInJournal();
        long memories = wanted.size();
        long stale = 0;
        long surplus = 0;
        for (Map.Entry<MemoryId, Long> held : revisionsInIndex().entrySet()) {
            Long latest = wanted.remove(held.getKey());
            if (latest == null) {
                surplus++;
            } else if (!latest.equals(held.getValue())) {
                stale++;
            }
        }
        return new CheckReport(journal.verify(), memories, wanted.size(), stale, surplus);
    }

    private Map<MemoryId, Long> revisionsInIndex() {
        return projection.read(
                journal.position(),
                () -> {
                    Map<MemoryId, Long> revisions = new HashMap<>();
                    index.revisions(revisions::put);
                    return revisions;
                });
    }

    private Map<MemoryId, Long> revisionsInJournal() {
        Map<MemoryId, Long> revisions = new HashMap<>();
        long end = journal.position();
        for (long position = 0; position < end; ) {
            Changes changes = journal.changes(position, CHANGES_PER_ROUND);
            for (Change change : changes.changes()) {
                if (change instanceof Change.Upsert upsert) {
                    revisions.put(upsert.id(), upsert.memory().revision());
                }
            }
            position = changes.upTo();
        }
        return revisions;
    }
}
