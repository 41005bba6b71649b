package dev.recall4j;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.CheckReport;
import dev.recall4j.model.Context;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Gist;
import dev.recall4j.model.Held;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryExplanation;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Page;
import dev.recall4j.model.Plan;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Restored;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Scope;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Stats;
import dev.recall4j.model.Status;
import dev.recall4j.model.Superseded;
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
import java.util.ArrayList;
import java.util.Comparator;
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
    private final RecallLog recallLog;
    private final Retention retention;
    private final CatchUp catchUp;
    private final Upkeep upkeep;
    private final Packer packer;
    private final Recollections recollections = new Recollections();
    private final Archive archive;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Threads inside an export, which a close waits for: they must not wait for a close. */
    private final Set<Thread> exporting = ConcurrentHashMap.newKeySet();

    Engine(Parts parts) {
        this.parts = parts;
        this.journal = parts.journal();
        projection = new Projection(journal.operator(), parts.index());
        Thinking thinking = thinking();
        Deferrals deferrals = new Deferrals(parts.clock(), parts.gathering().patience());
        writePath =
                new WritePath(
                        journal,
                        thinking,
                        deferrals,
                        parts.defaultMode(),
                        parts.wishes(),
                        new Sight(journal, parts.describer(), parts.wishes()),
                        new ClaimJudge(),
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
                        recollections,
                        parts.clock());
        recallLog = new RecallLog(journal.operator()::noteRecalls);
        retention = new Retention(journal, parts.clock(), parts.eraseExpiredAfter());
        catchUp =
                new CatchUp(
                        journal.operator(),
                        thinking,
                        writePath,
                        parts.gathering(),
                        deferrals,
                        new Retries(parts.clock()),
                        projection::nudge);
        upkeep =
                new Upkeep(
                        journal.operator(),
                        catchUp,
                        parts.gathering().patience(),
                        retention,
                        this::followErasing);
        archive = new Archive(journal, parts.embedder());
    }

    private Thinking thinking() {
        Neighbours neighbours =
                new Neighbours(
                        journal, parts.index(), projection, parts.embedder().band(), parts.clock());
        return new Thinking(
                parts.extractors(),
                new Consultation(neighbours, parts.arbiter()),
                recollections,
                parts.embedder(),
                parts.quotations());
    }

    private void followErasing() {
        recollections.forgetAll();
        projection.nudge();
    }

    void start() {
        projection.start();
        upkeep.start();
        recallLog.start();
    }

    Added add(Caller caller, AddRequest request) {
        return writing(() -> writePath.add(caller, request));
    }

    Plan plan(Caller caller, AddRequest request) {
        requireOpen();
        return writePath.plan(caller, request);
    }

    Added apply(Caller caller, Plan plan) {
        return writing(() -> writePath.apply(caller, plan));
    }

    Page<Held> held(Tenant tenant, Scope scope, @Nullable String cursor) {
        requireOpen();
        return journal.held(tenant, scope, cursor, ListRequest.LIMIT_DEFAULT);
    }

    Added accept(Caller caller, MemoryId id) {
        return writing(() -> writePath.accept(caller, id));
    }

    void reject(Caller caller, MemoryId id) {
        writing(() -> writePath.reject(caller, id));
    }

    Recall search(Tenant tenant, SearchRequest request) {
        requireOpen();
        Recall recall = readPath.search(tenant, request);
        note(tenant, request.scope(), RecallUse.SEARCH, recall.results());
        return recall;
    }

    private void note(Tenant tenant, Scope scope, RecallUse use, List<Recalled> recalled) {
        if (parts.recallLog()) {
            recallLog.note(tenant, scope, now(), use, recalled);
        }
    }

    /** What it shows is recalled for it, and what was found for it and not shown is not. */
    Context context(Tenant tenant, SearchRequest.Builder request, int tokens) {
        requireOpen();
        Context context = packed(tenant, request, tokens);
        note(tenant, request.build().scope(), RecallUse.CONTEXT, shown(context));
        return context;
    }

    /** The memories that have lines of their own, the best first. */
    private static List<Recalled> shown(Context context) {
        return context.lines().stream()
                .filter(line -> line.turn() == null)
                .map(Context.Line::recalled)
                .sorted(Comparator.comparingDouble(Recalled::score).reversed())
                .toList();
    }

    private Context packed(Tenant tenant, SearchRequest.Builder request, int tokens) {
        boolean currentOnly = request.build().superseded() == Superseded.LEAVE_OUT;
        if (currentOnly) {
            // What was superseded leads to what took its place, and is left out itself.
            request.superseded(Superseded.DEMOTE);
        }
        int limit = Math.min(tokens / TOKENS_PER_LINE + LINES_MORE, SearchRequest.LIMIT_MAX);
        while (true) {
            Recall found = readPath.search(tenant, request.limit(limit).build());
            boolean whole = found.results().size() < limit;
            Recall recall = currentOnly ? current(found) : found;
            if (recall.results().isEmpty() && !found.results().isEmpty()) {
                // Why there is nothing current, that search says itself.
                return packer.pack(
                        readPath.search(tenant, request.superseded(Superseded.LEAVE_OUT).build()),
                        true,
                        tokens);
            }
            Context context = packer.pack(recall, whole, tokens);
            if (whole || limit == SearchRequest.LIMIT_MAX || isFull(context)) {
                Map<MemoryId, List<RawTurn>> around = rawTurnsAround(tenant, context);
                return around.isEmpty() ? context : packer.pack(recall, whole, tokens, around);
            }
            limit = Math.min(4 * limit, SearchRequest.LIMIT_MAX);
        }
    }

    private static Recall current(Recall found) {
        List<Recalled> results =
                found.results().stream()
                        .filter(one -> one.memory().status() != Status.SUPERSEDED)
                        .toList();
        return new Recall(results, found.reasons(), found.explanation());
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

    Optional<Memory> get(Tenant tenant, MemoryId id, Instant knownAt) {
        requireOpen();
        return Optional.ofNullable(journal.memoriesKnownAt(tenant, List.of(id), knownAt).get(id))
                .map(memory -> memory.asReadAt(knownAt));
    }

    Page<Memory> list(Tenant tenant, ListRequest request) {
        requireOpen();
        if (request.knownAt() != null) {
            return new KnownListing(journal, tenant, request, request.knownAt()).page(now());
        }
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
        Gist gist = gist(text, caller.tenant(), id);
        float[] vector = parts.embedder().embedPassages(List.of(text)).getFirst();
        return new Amendment(update, gist, vector, act);
    }

    MemoryExplanation explain(Tenant tenant, MemoryId id) {
        Memory memory = require(tenant, id);
        recallLog.flush();
        return new Descent(journal, tenant, now()).explained(memory);
    }

    private Memory require(Tenant tenant, MemoryId id) {
        return get(tenant, id)
                .orElseThrow(() ->
                        new InvalidRequestException(
                                ErrorCode.NOT_FOUND,
                                "There is no memory %s; check the id and the tenant."
                                        .formatted(id)));
    }

    private Gist gist(String text, Tenant tenant, MemoryId id) {
        Memory memory = require(tenant, id);
        return Gists.of(
                text,
                memory.provenance().extractor(),
                memory.categories(),
                VerbatimExtractor.speakerOf(memory).orElse(null));
    }

    Memory delete(Caller caller, MemoryId id) {
        return writing(
                () -> journal.retract(caller.tenant(), id, act(caller, "deleted by its owner")));
    }

    long deleteAll(Caller caller, Scope scope) {
        return writing(() ->
                journal.retractAll(caller.tenant(), scope, act(caller, "deleted with its scope")));
    }

    Retraction retractSource(Caller caller, Origin origin) {
        return requireTurns(
                writing(() ->
                        journal.retractSource(
                                caller.tenant(),
                                origin,
                                act(caller, "its source was taken back"))));
    }

    Retraction wouldRetract(Tenant tenant, Origin origin) {
        requireOpen();
        return requireTurns(journal.wouldRetract(tenant, origin));
    }

    private static Retraction requireTurns(Retraction retraction) {
        if (retraction.turns() == 0) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_FOUND,
                    "No turn is of this source; check its id or name, the scope and the tenant.");
        }
        return retraction;
    }

    List<HistoryEntry> history(Tenant tenant, MemoryId id) {
        requireOpen();
        return journal.history(tenant, id);
    }

    Erasure erase(Caller caller, MemoryId id) {
        return erasing(caller, () -> journal.erase(caller.tenant(), id, act(caller, "erased")));
    }

    Erasure erase(Caller caller, Scope scope) {
        return erasing(
                caller,
                () ->
                        journal.eraseAll(
                                caller.tenant(), scope, act(caller, "erased with its scope")));
    }

    Erasure eraseExpired(Caller caller, Duration ago) {
        return erasing(caller, () -> retention.eraseExpired(caller, ago));
    }

    /** Waits for the index, which purges itself when it follows an erasure. */
    private Erasure erasing(Caller caller, Supplier<Erasure> erase) {
        Erasure erasure = writing(erase);
        recollections.forget(caller.tenant());
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
                tally.held(),
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
        return catchUp.all();
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
            List<Runnable> closings = new ArrayList<>();
            closings.add(upkeep::close);
            closings.add(projection::close);
            closings.add(recallLog::close);
            closings.add(parts.index()::close);
            closings.add(journal::close);
            closings.add(parts.embedder()::close);
            closings.add(this::closeReranker);
            closings.add(this::closeDescriber);
            parts.extractors().values().forEach(extractor -> closings.add(extractor::close));
            closeAll(closings);
        }
    }

    private void closeReranker() {
        Reranker reranker = parts.reranker();
        if (reranker != null) {
            reranker.close();
        }
    }

    private void closeDescriber() {
        TimedDescriber describer = parts.describer();
        if (describer != null) {
            describer.close();
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
