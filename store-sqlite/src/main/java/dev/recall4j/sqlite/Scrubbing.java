package dev.recall4j.sqlite;

import dev.recall4j.model.UnavailableException;

/** Removes what SQLite leaves of erased rows in its files. */
final class Scrubbing {

    private final Session session;
    private final JournalRow journal;

    Scrubbing(Session session, JournalRow journal) {
        this.session = session;
        this.journal = journal;
    }

    /** Does nothing if nothing was erased since it was last done. */
    void scrub() {
        if (journal.scrubIsDue()) {
            rewrite();
        }
    }

    private void rewrite() {
        session.execute("VACUUM");
        truncateLog();
        journal.scrubIsDue(false);
    }

    private void truncateLog() {
        long busy = session.number("PRAGMA wal_checkpoint(TRUNCATE)");
        if (busy != 0) {
            throw new UnavailableException(
                    "What was erased is gone from the journal, but a long read keeps its old pages in"
                            + " the write-ahead log. Erase again when it has ended; else they are"
                            + " removed by the next upkeep.");
        }
    }
}
