package dev.recall4j.sqlite;

import dev.recall4j.model.EmbedderInfo;

import java.util.Optional;
import java.util.UUID;

/** What is known about the journal as a whole. */
final class JournalRow {

    private final Session session;

    /** Of what this session writes. */
    private final String lineage = UUID.randomUUID().toString();

    JournalRow(Session session) {
        this.session = session;
    }

    long position() {
        return session.number("SELECT position FROM journal");
    }

    /** Takes the next position for the write under way. */
    long nextPosition() {
        session.update(
                "INSERT INTO lineages (after, id) SELECT position, ?1 FROM journal"
                        + " WHERE NOT EXISTS (SELECT 1 FROM lineages WHERE id = ?1)",
                lineage);
        return session.number("UPDATE journal SET position = position + 1 RETURNING position");
    }

    /** The lineage of what was written at a position; empty if nothing was. */
    String lineage(long position) {
        return session.first(
                        "SELECT id FROM lineages WHERE after < ? ORDER BY after DESC LIMIT 1",
                        row -> row.getString(1),
                        position)
                .orElse("");
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
