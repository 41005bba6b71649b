package dev.recall4j;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.CheckReport;
import dev.recall4j.model.Context;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Page;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Restored;
import dev.recall4j.model.Scope;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Stats;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Amendment;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.RawTurn;
import dev.recall4j.spi.Reranker;
import dev.recall4j.spi.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * One running engine, behind every {@link Memories} that shares it: the paths, the thread that
 * keeps the index in step, and upkeep. Thread-safe.
 */
final class Engine implements AutoCloseable {

    /** A short line of a context; tells how many memories may fit. */
    private static final int TOKENS_PER_LINE = 16;

    /** What is asked for beyond that, so that there is a choice. */
    private static final int LINES_MORE = 16;

    private final Parts parts;
    private final Journal journal;
    private final Projection projection;
    private final WritePath writePath;
    private final ReadPath readPath;
    private final Retention retention;
    private final Upkeep upkeep;
    private final Packer packer;
    private final Archive archive;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Threads inside an export, which a close waits for: they must not wait for a close. */
    private final Set<Thread> exporting = ConcurrentHashMap.newKeySet();

    Engine(Parts parts) {
        this.parts = parts;
        this.journal = parts.journal();
        projection = new Projection(journal.operator(), parts.index());
        writePath =
                new WritePath(
                        journal,
                        parts.extractors(),
                        parts.defaultMode(),
                        new SameWordsJudge(),
                        parts.embedder(),
                        parts.clock(),
                        parts.zone());
        ContextLines lines = new ContextLines(parts.zone());
        packer = new Packer(parts.tokens(), lines);
        readPath =
                new ReadPath(
                        journal,
                        parts.index(),
                        projection,
                        new QuestionReader(parts.index(), parts.clock(), parts.zone()),
                        parts.embedder(),
                        new Fusion(parts.embedder().band(), parts.weights(), parts.zone()),
                        new SecondLook(parts.reranker(), parts.reranking(), lines::dated),
                        new Aging(parts.decay()),
                        parts.clock());
        retention = new Retention(journal, parts.clock(), parts.eraseExpiredAfter());
        upkeep =
                new Upkeep(
                        journal.operator(), writePath, retention, projection::nudge, parts.clock());
        archive = new Archive(journal, parts.embedder());
    }

    void start() {
        projection.start();
        upkeep.start();
    }

    Added add(Caller caller, AddRequest request) {
        return writing(() -> writePath.add(caller, request));
    }

    Recall search(Tenant tenant, SearchRequest request) {
        requireOpen();
        return readPath.search(tenant, request);
    }

    Context context(Tenant tenant, Scope scope, String query, int tokens) {
        int limit = Math.min(tokens / TOKENS_PER_LINE + LINES_MORE, SearchRequest.LIMIT_MAX);
        while (true) {
            Recall recall =
                    search(tenant, SearchRequest.builder(scope, query).limit(limit).build());
            boolean whole = recall.results().size() < limit;
            Context context = packer.pack(recall, whole, tokens);
            if (whole || limit == SearchRequest.LIMIT_MAX || isFull(context)) {
                Map<MemoryId, List<RawTurn>> around = rawTurnsAround(tenant, context);
                return around.isEmpty() ? context : packer.pack(recall, whole, tokens, around);
            }
            limit = Math.min(4 * limit, SearchRequest.LIMIT_MAX);
        }
    }

    /** Around the memories that fit: what stands beside a worse one would hardly fit. */
    private Map<MemoryId, List<RawTurn>> rawTurnsAround(Tenant tenant, Context context) {
        List<MemoryId> memories =
                context.lines().stream().map(line -> line.recalled().memory().id()).toList();
        return memories.isEmpty() ? Map.of() : journal.rawTurnsAround(tenant, memories);
    }

    private static boolean isFull(Context context) {
        return context.reasons().stream().anyMatch(r -> r.code() == ReasonCode.OVER_BUDGET);
    }

    Optional<Memory> get(Tenant tenant, MemoryId id) {
        requireOpen();
        return journal.memory(tenant, id).map(memory -> memory.asReadAt(now()));
    }

    Page<Memory> list(Tenant tenant, ListRequest request) {
        requireOpen();
        Instant now = now();
        Page<Memory> page = journal.list(tenant, request, now);
        return new Page<>(
                page.items().stream().map(memory -> memory.asReadAt(now)).toList(), page.cursor());
    }

    Memory update(Caller caller, MemoryId id, MemoryUpdate update) {
        requireOpen();
        Amendment amendment = amendment(caller, id, update);
        return writing(() -> journal.amend(caller.tenant(), id, amendment)).asReadAt(now());
    }

    // NullAway does not see, in a class file, that an array component may be null.
    @SuppressWarnings("NullAway")
    private Amendment amendment(Caller caller, MemoryId id, MemoryUpdate update) {
        Act act = act(caller, "its owner changed " + String.join(", ", update.parts()));
        String text = update.text();
        if (text == null) {
            return new Amendment(update, null, null, act);
        }
        String fingerprint = Fingerprint.of(text, speakerOf(caller.tenant(), id));
        float[] vector = parts.embedder().embedPassages(List.of(text)).getFirst();
        return new Amendment(update, fingerprint, vector, act);
    }

    /** Whose words a verbatim memory holds; see {@link Fingerprint}. */
    private @Nullable String speakerOf(Tenant tenant, MemoryId id) {
        Memory memory =
                get(tenant, id)
                        .orElseThrow(() ->
                                new InvalidRequestException(
                                        ErrorCode.NOT_FOUND,
                                        "There is no memory %s; check the id and the tenant."
                                                .formatted(id)));
        return VerbatimExtractor.speakerOf(memory).orElse(null);
    }

    Memory delete(Caller caller, MemoryId id) {
        return writing(
                () -> journal.retract(caller.tenant(), id, act(caller, "deleted by its owner")));
    }

    long deleteAll(Caller caller, Scope scope) {
        return writing(() ->
                journal.retractAll(caller.tenant(), scope, act(caller, "deleted with its scope")));
    }

    List<HistoryEntry> history(Tenant tenant, MemoryId id) {
        requireOpen();
        return journal.history(tenant, id);
    }

    Erasure erase(Caller caller, MemoryId id) {
        return erasing(() -> journal.erase(caller.tenant(), id, act(caller, "erased")));
    }

    Erasure erase(Caller caller, Scope scope) {
        return erasing(() ->
                journal.eraseAll(caller.tenant(), scope, act(caller, "erased with its scope")));
    }

    Erasure eraseExpired(Caller caller, Duration ago) {
        return erasing(() -> retention.eraseExpired(caller, ago));
    }

    /** Waits for the index, which purges itself when it follows an erasure. */
    private Erasure erasing(Supplier<Erasure> erase) {
        Erasure erasure = writing(erase);
        projection.await(journal.operator().position());
        return erasure;
    }

    Stats stats(Tenant tenant) {
        requireOpen();
        Tally tally = journal.tally(tenant, now());
        return new Stats(
                tally.memories(),
                tally.turns(),
                tally.pendingTurns(),
                tally.scopes(),
                parts.embedder().info(),
                journal.operator().position(),
                projection.applied());
    }

    void export(Tenant tenant, Consumer<ExportRecord> sink) {
        requireOpen();
        boolean outermost = exporting.add(Thread.currentThread());
        try {
            journal.export(tenant, sink);
        } finally {
            if (outermost) {
                exporting.remove(Thread.currentThread());
            }
        }
    }

    Restored restore(Tenant tenant, Iterator<ExportRecord> records, LongConsumer progress) {
        return writing(() -> archive.restore(tenant, records, progress));
    }

    CheckReport check() {
        requireOpen();
        return new Comparison(journal.operator(), parts.index(), projection).report();
    }

    void reindex() {
        requireOpen();
        projection.rebuild();
    }

    int extractPending() {
        requireOpen();
        return upkeep.extractPending();
    }

    private <T> T writing(Supplier<T> write) {
        requireOpen();
        try {
            return write.get();
        } finally {
            // Also after a failure: a part of it may be durable, such as turns that were heard.
            projection.nudge();
        }
    }

    private Act act(Caller caller, String reason) {
        return new Act(caller.actor(), now(), reason);
    }

    private Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new UnavailableException(
                    ErrorCode.CLOSED, "This instance was closed; open it again.");
        }
    }

    /** Closes every part, whatever happens to the others, so that the directory is free again. */
    @Override
    public void close() {
        if (exporting.contains(Thread.currentThread())) {
            throw new InvalidRequestException(
                    "The sink of an export cannot close what is exported; close it afterwards.");
        }
        if (closed.compareAndSet(false, true)) {
            closeAll(
                    List.of(
                            upkeep::close,
                            projection::close,
                            parts.index()::close,
                            journal::close,
                            parts.embedder()::close,
                            this::closeReranker));
        }
    }

    private void closeReranker() {
        Reranker reranker = parts.reranker();
        if (reranker != null) {
            reranker.close();
        }
    }

    /** What one of them throws, an Error too, keeps none of the others open. */
    private static void closeAll(List<Runnable> closings) {
        Throwable first = null;
        for (Runnable closing : closings) {
            try {
                closing.run();
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        switch (first) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException failure -> throw failure;
            default -> throw new IllegalStateException(first);
        }
    }
}
