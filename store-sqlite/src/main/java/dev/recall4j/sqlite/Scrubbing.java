package dev.recall4j.sqlite;

import java.time.Duration;

/**
 * Removes what SQLite leaves of erased rows in its files: it rewrites the journal and empties the
 * log. A read that began earlier keeps the log from being emptied, and since other writes wait
 * meanwhile, that is only tried for a moment, and not again right after. Used by one thread.
 */
final class Scrubbing {

    /** Longer than short reads take, and no burden for the writes that wait. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    /** How long after a failure the next try fails at once, however many want to try. */
    private static final Duration REST = PATIENCE.multipliedBy(9);

    private final Session session;
    private final JournalRow journal;
    private final Duration patience;
    private final Duration usualPatience;
    private final Duration rest;
    private long failedAt;

    Scrubbing(Session session, JournalRow journal, SqliteSettings settings) {
        this.session = session;
        this.journal = journal;
        this.usualPatience = settings.busyTimeout();
        this.patience = shorter(PATIENCE, usualPatience);
        this.rest = shorter(REST, usualPatience.dividedBy(10));
        this.failedAt = System.nanoTime() - rest.toNanos();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /**
     * Does nothing if nothing was erased since it was last done.
     *
     * @return whether nothing is left; else a read under way needs the log
     */
    boolean scrub() {
        if (!journal.scrubIsDue()) {
            return true;
        }
        if (System.nanoTime() - failedAt < rest.toNanos()) {
            return false;
        }
        boolean scrubbed = rewrite();
        if (!scrubbed) {
            failedAt = System.nanoTime();
        }
        return scrubbed;
    }

    /** The file is not rewritten into a log that cannot be emptied: it would grow each time. */
    private boolean rewrite() {
        if (!emptyLog()) {
            return false;
        }
        session.execute("VACUUM");
        if (!emptyLog()) {
            return false;
        }
        journal.scrubIsDue(false);
        return true;
    }

    private boolean emptyLog() {
        waitAtMost(patience);
        try {
            return session.number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        } finally {
            waitAtMost(usualPatience);
        }
    }

    private void waitAtMost(Duration time) {
        session.execute("PRAGMA busy_timeout = " + time.toMillis());
    }
}
