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

    Comparison(JournalOperator journal, Index index) {
        this.journal = journal;
        this.index = index;
    }

    CheckReport report() {
        Map<MemoryId, Long> wanted = revisionsInJournal();
        long memories = wanted.size();
        long[] staleAndSurplus = new long[2];
        index.revisions((id, revision) -> {
            Long latest = wanted.remove(id);
            if (latest == null) {
                staleAndSurplus[1]++;
            } else if (latest != revision) {
                staleAndSurplus[0]++;
            }
        });
        return new CheckReport(
                journal.verify(), memories, wanted.size(), staleAndSurplus[0], staleAndSurplus[1]);
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
