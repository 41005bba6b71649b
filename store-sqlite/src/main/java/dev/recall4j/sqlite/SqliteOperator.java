package dev.recall4j.sqlite;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Backlog;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.JournalOperator;
import dev.recall4j.spi.RecallNote;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What needs all tenants of a SQLite journal. */
final class SqliteOperator implements JournalOperator {

    private static final int TEXTS_AT_ONCE = 64;

    private final Writer writer;
    private final Readers readers;

    SqliteOperator(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public long position() {
        return readers.read(tables -> tables.journal().position());
    }

    @Override
    public String lineage(long position) {
        return readers.read(tables -> tables.journal().lineage(position));
    }

    @Override
    public Changes changes(long after, int limit) {
        return readers.read(tables -> new ChangeFeed(tables).after(after, limit));
    }

    @Override
    public Backlog pending(long after, int limit) {
        return readers.read(tables -> tables.turns().pending(after, limit));
    }

    @Override
    public Optional<EmbedderInfo> embedder() {
        return readers.read(tables -> tables.journal().embedder());
    }

    @Override
    public void recordEmbedder(EmbedderInfo embedder) {
        writer.write(tables -> {
            requireNoOther(tables, embedder);
            tables.journal().embedder(embedder);
            return true;
        });
    }

    private static void requireNoOther(Tables tables, EmbedderInfo embedder) {
        Optional<EmbedderInfo> recorded = tables.journal().embedder();
        if (recorded.isPresent()
                && !recorded.get().equals(embedder)
                && !tables.memories().batch(0, 1).isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.EMBEDDER_MISMATCH,
                    "The vectors of this journal were made by %s with %d dimensions, not by %s with %d; embed them anew first."
                            .formatted(
                                    recorded.get().name(),
                                    recorded.get().dimension(),
                                    embedder.name(),
                                    embedder.dimension()));
        }
    }

    @Override
    public void reembed(EmbedderInfo embedder, Function<List<String>, List<float[]>> embed) {
        writer.write(tables -> {
            MemoryRows memories = tables.memories();
            List<MemoryRows.Kept> batch = memories.batch(0, TEXTS_AT_ONCE);
            while (!batch.isEmpty()) {
                reembed(memories, batch, embed);
                batch = memories.batch(batch.getLast().seq(), TEXTS_AT_ONCE);
            }
            memories.touchAll(tables.journal().nextPosition());
            tables.journal().embedder(embedder);
            return true;
        });
    }

    private static void reembed(
            MemoryRows memories,
            List<MemoryRows.Kept> batch,
            Function<List<String>, List<float[]>> embed) {
        List<float[]> vectors = embed.apply(batch.stream().map(k -> k.memory().text()).toList());
        if (vectors.size() != batch.size()) {
            throw new IllegalArgumentException(
                    "%d vectors for %d texts".formatted(vectors.size(), batch.size()));
        }
        for (int i = 0; i < batch.size(); i++) {
            memories.putVector(batch.get(i).seq(), vectors.get(i));
        }
    }

    @Override
    public Erasure eraseExpired(Instant upTo, Act act) {
        // Looking takes a while and finds nothing most of the time: no writer waits for it.
        if (readers.read(tables -> tenantsWithExpired(tables, upTo)).isEmpty()) {
            return new Erasure(0, 0);
        }
        return writer.erase(tables -> {
            Erasure all = new Erasure(0, 0);
            for (Tenant tenant : tenantsWithExpired(tables, upTo)) {
                all = all.plus(new Erasing(tables, tenant).eraseExpired(upTo, act));
            }
            return all;
        });
    }

    @Override
    public void noteRecalls(List<RecallNote> notes) {
        writer.write(tables -> {
            notes.forEach(tables.recalls()::note);
            return true;
        });
    }

    @Override
    public void finishErasures() {
        if (readers.read(tables -> tables.journal().scrubIsDue())) {
            writer.erase(tables -> true);
        }
    }

    @Override
    public List<String> verify() {
        return readers.readAside(tables -> {
            List<String> problems = new ArrayList<>(integrity(tables.session()));
            problems.addAll(Consistency.problems(tables.session()));
            return problems;
        });
    }

    private static List<String> integrity(Session session) {
        return session.all("PRAGMA integrity_check", row -> row.getString(1)).stream()
                .filter(line -> !line.equals("ok"))
                .toList();
    }

    private static Set<Tenant> tenantsWithExpired(Tables tables, Instant upTo) {
        Set<Tenant> tenants = new HashSet<>(tables.memories().tenantsWithExpired(upTo));
        tenants.addAll(tables.held().tenantsWithExpired(upTo));
        return tenants;
    }
}
