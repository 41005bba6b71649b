package dev.recall4j.sqlite;

import dev.recall4j.model.EmbedderInfo;

import java.util.Optional;

/** What is known about the journal as a whole. */
final class JournalRow {

    private final Session session;

    JournalRow(Session session) {
        this.session = session;
    }

    long position() {
        return session.number("SELECT position FROM journal");
    }

    /** Takes the next position for the write under way. */
    long nextPosition() {
        return session.number("UPDATE journal SET position = position + 1 RETURNING position");
    }

    Optional<EmbedderInfo> embedder() {
        return session.first(
                "SELECT embedder, dimension FROM journal WHERE embedder IS NOT NULL",
                row -> new EmbedderInfo(row.getString(1), row.getInt(2)));
    }

    void embedder(EmbedderInfo embedder) {
        session.update(
                "UPDATE journal SET embedder = ?, dimension = ?",
                embedder.name(),
                embedder.dimension());
    }

    boolean scrubIsDue() {
        return session.number("SELECT scrub FROM journal") == 1;
    }

    void scrubIsDue(boolean due) {
        session.update("UPDATE journal SET scrub = ?", due ? 1 : 0);
    }
}
