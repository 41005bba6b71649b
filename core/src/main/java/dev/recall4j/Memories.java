package dev.recall4j;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.CheckReport;
import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Context;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
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
import dev.recall4j.model.Recall;
import dev.recall4j.model.Restored;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Scope;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Stats;
import dev.recall4j.model.Superseded;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.spi.Arbiter;
import dev.recall4j.spi.Describer;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Extractor;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.JournalOperator;
import dev.recall4j.spi.Reranker;
import dev.recall4j.spi.TokenCounter;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * What an assistant remembers: turns go in, memories come out.
 *
 * <p>A {@code Memories} acts for one tenant, {@link Tenant#DEFAULT} at first, and under one name in
 * histories; {@link #forTenant} and {@link #as} give the same engine under another. It is safe to
 * share between threads, platform or virtual.
 *
 * <p>When a method that writes returns, its effect is durable: it survives a kill of the process.
 * What was added is found by the next search.
 *
 * <p>Errors are {@link dev.recall4j.model.RecallException}s, told apart by what the caller can do:
 * {@link InvalidRequestException} (change the request), {@link
 * dev.recall4j.model.ConflictException} (read again, retry), {@link
 * dev.recall4j.model.UnavailableException} (retry later), {@link
 * dev.recall4j.model.DamagedException} (look).
 */
public final class Memories implements AutoCloseable {

    /** The longest context that can be asked for, in tokens. */
    public static final int CONTEXT_TOKENS_MAX = 1_000_000;

    private final Engine engine;
    private final Caller caller;

    private Memories(Engine engine, Caller caller) {
        this.engine = engine;
        this.caller = caller;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The same engine, acting for another tenant. */
    public Memories forTenant(Tenant tenant) {
        return new Memories(engine, new Caller(tenant, caller.actor()));
    }

    /** The same engine, under another name in histories. */
    public Memories as(String actor) {
        return new Memories(engine, new Caller(caller.tenant(), actor));
    }

    /** Remembers what a user said just now. */
    public Added add(Scope scope, String text) {
        return add(scope, Turn.user(text));
    }

    /** Remembers a turn. */
    public Added add(Scope scope, Turn turn) {
        return add(scope, List.of(turn));
    }

    /** Remembers some turns of a conversation, in their order. */
    public Added add(Scope scope, List<Turn> turns) {
        return add(AddRequest.builder(scope).turns(turns).build());
    }

    /**
     * Remembers some turns of a conversation.
     *
     * <p>The turns are durable before anything is drawn from them. If a model that is needed is
     * down, they are kept and extracted later, and the result says so with {@link
     * dev.recall4j.model.ReasonCode#PENDING}. What a memory of exactly this scope says already
     * reinforces it; its metadata and categories stay as they are.
     *
     * <p>No image is kept. One that a turn shows is put into words before the turn is durable, if
     * the mode asks a model and a {@linkplain Builder#describer describer} can say what it shows;
     * else its caption stands for it, and the result says so with {@link
     * dev.recall4j.model.ReasonCode#IMAGE_NOT_SEEN}.
     *
     * <p>A {@linkplain AddRequest#deferred deferred} add only keeps the turns and asks no model;
     * the result says so with {@link dev.recall4j.model.ReasonCode#DEFERRED}. They are extracted
     * together with others of their scope ({@link Builder#gathering}).
     */
    public Added add(AddRequest request) {
        return engine.add(caller, request);
    }

    /**
     * What an {@code add} would do, without keeping anything, the turns neither. Models are asked
     * as they would be then.
     *
     * @throws dev.recall4j.model.UnavailableException if a model that is needed is down
     */
    public Plan plan(AddRequest request) {
        return engine.plan(caller, request);
    }

    /**
     * Carries a plan out: its turns are kept together with its decisions, or nothing is. No model
     * but the embedder is asked.
     *
     * @throws ConflictException if a memory of the scope has changed since the plan was made, or if
     *     it was carried out before; plan anew
     */
    public Added apply(Plan plan) {
        return engine.apply(caller, plan);
    }

    /**
     * The candidates of a scope that wait for somebody to accept or reject them: those that failed
     * a check, and those that were added for review.
     *
     * @param cursor of the page before, or null for the first
     */
    public Page<Held> held(Scope scope, @Nullable String cursor) {
        return engine.held(caller.tenant(), scope, cursor);
    }

    /**
     * Believes a held candidate: it is judged like any other, against what is known now.
     *
     * @throws InvalidRequestException {@code NOT_FOUND} if there is no such candidate
     */
    public Added accept(MemoryId held) {
        return engine.accept(caller, held);
    }

    /**
     * Drops a held candidate. Its turn stays.
     *
     * @throws InvalidRequestException {@code NOT_FOUND} if there is no such candidate
     */
    public void reject(MemoryId held) {
        engine.reject(caller, held);
    }

    /** The {@value SearchRequest#LIMIT_DEFAULT} memories that answer a query best. */
    public Recall search(Scope scope, String query) {
        return search(SearchRequest.builder(scope, query).build());
    }

    /**
     * The memories that answer a query best, and why no more came. What is true now goes before
     * what was superseded, unless the request says otherwise.
     */
    public Recall search(SearchRequest request) {
        return engine.search(caller.tenant(), request);
    }

    /**
     * The memories that answer a query best, packed into a token budget, in the order they were
     * said. Beside them stand turns that gave no memory, as they were said, where they are worth
     * their room.
     *
     * @param tokens at most so many; 1 to {@value #CONTEXT_TOKENS_MAX}
     */
    public Context context(Scope scope, String query, int tokens) {
        return context(scope, query, tokens, Superseded.LEAVE_OUT);
    }

    /**
     * As {@link #context(Scope, String, int)}, which leaves superseded memories out: a prompt is to
     * tell what is true now.
     *
     * @param superseded what is made of superseded memories; a line that shows one says so
     */
    public Context context(Scope scope, String query, int tokens, Superseded superseded) {
        if (tokens < 1 || tokens > CONTEXT_TOKENS_MAX) {
            throw new InvalidRequestException(
                    "The token budget is %,d; give one from 1 to %,d."
                            .formatted(tokens, CONTEXT_TOKENS_MAX));
        }
        return engine.context(
                caller.tenant(),
                SearchRequest.builder(scope, query).superseded(superseded),
                tokens);
    }

    /** The memory of an id, whatever its status; empty if there is none or it was erased. */
    public Optional<Memory> get(MemoryId id) {
        return engine.get(caller.tenant(), id);
    }

    /**
     * The memory of an id as it was known at a time, whatever its status then; empty if there was
     * none yet, or it was erased since.
     */
    public Optional<Memory> get(MemoryId id, Instant knownAt) {
        return engine.get(caller.tenant(), id, knownAt);
    }

    /** The newest {@value ListRequest#LIMIT_DEFAULT} active memories. */
    public Page<Memory> list(Scope scope) {
        return list(ListRequest.builder(scope).build());
    }

    /** One page of the memories of a scope. */
    public Page<Memory> list(ListRequest request) {
        return engine.list(caller.tenant(), request);
    }

    /**
     * Changes a memory: only what is given, and what a new text makes untrue ({@link
     * MemoryUpdate}).
     *
     * @return the memory as it is now
     * @throws InvalidRequestException {@code NOT_FOUND} if there is no such active memory
     * @throws dev.recall4j.model.ConflictException if another memory of the scope says the new text
     *     already
     */
    public Memory update(MemoryId id, MemoryUpdate update) {
        return engine.update(caller, id, update);
    }

    /**
     * Retracts a memory: it is not recalled any more, but stays readable by its id and in its
     * history. To leave nothing of it, {@link #erase(MemoryId)}.
     *
     * @return the memory as it is now
     * @throws InvalidRequestException {@code NOT_FOUND} if there is no such memory
     */
    public Memory delete(MemoryId id) {
        return engine.delete(caller, id);
    }

    /**
     * Retracts every memory of a scope. What waits there for extraction is passed over, so that
     * nothing said before becomes a memory later; what is being added at the same time may fail
     * with a {@link ConflictException}.
     *
     * @return how many
     */
    public long deleteAll(Scope scope) {
        return engine.deleteAll(caller, scope);
    }

    /**
     * Why a memory is what it is: the turns it was drawn from, what drew it, what happened to it
     * and why, which memories took the place of which, and where it was recalled.
     *
     * <p>Where it was recalled is a record of its use, with everything up to now in it. It is kept
     * behind the back of those who search: what a killed process had noted in its last second or so
     * is lost, and under very heavy load some is left out, which the log tells. What was asked is
     * not kept.
     *
     * @throws InvalidRequestException {@code NOT_FOUND} if there is no such memory, or it was
     *     erased
     */
    public MemoryExplanation explain(MemoryId id) {
        return engine.explain(caller.tenant(), id);
    }

    /**
     * Takes back all that derives from one turn or one import, in one write: memories that rest on
     * nothing else are retracted as by {@link #delete}, those that rest on other turns too stay
     * with these only, and no turn of it is shown or extracted any more. What a retracted memory
     * had taken the place of stays superseded. The turns stay known, so that importing them again
     * brings nothing back; what is being added from them at the same time may fail with a {@link
     * ConflictException}.
     *
     * @throws InvalidRequestException {@code NOT_FOUND} if no turn is of this source
     */
    public Retraction retractSource(Origin origin) {
        return engine.retractSource(caller, origin);
    }

    /**
     * What {@link #retractSource} would do now; changes nothing.
     *
     * @throws InvalidRequestException {@code NOT_FOUND} if no turn is of this source
     */
    public Retraction wouldRetract(Origin origin) {
        return engine.wouldRetract(caller.tenant(), origin);
    }

    /** What happened to a memory, oldest first; empty if there never was one. */
    public List<HistoryEntry> history(MemoryId id) {
        return engine.history(caller.tenant(), id);
    }

    /**
     * Removes a memory for good, with its history's texts and the turns it was drawn from: when
     * this returns, no byte of them is left in the journal or the index.
     *
     * <p>If it fails, the memory may be gone while bytes of it are left; upkeep removes them. To be
     * sure at once, erase it again: that finishes the work and returns {@code Erasure(0, 0)}.
     *
     * @throws InvalidRequestException {@code NOT_FOUND} if there never was such a memory
     */
    public Erasure erase(MemoryId id) {
        return engine.erase(caller, id);
    }

    /** Removes every memory and turn of a scope for good, as {@link #erase(MemoryId)} does. */
    public Erasure erase(Scope scope) {
        return engine.erase(caller, scope);
    }

    /**
     * Removes for good what the tenant has that expired, as {@link #erase(MemoryId)} does. Until
     * then it is hidden: not recalled, but readable by its id and in its history. This happens by
     * itself, for all tenants, if {@link Builder#eraseExpiredAfter} says so.
     *
     * @param ago how long ago it expired at least; 0 to 100 years
     */
    public Erasure eraseExpired(Duration ago) {
        return engine.eraseExpired(caller, ago);
    }

    /** What the tenant holds. */
    public Stats stats() {
        return engine.stats(caller.tenant());
    }

    /**
     * Hands over the tenant's turns, memories and history, one by one, as of one moment. The sink
     * may add and search, which does not change what it is handed; it must not erase, which waits
     * for the export, nor close.
     */
    public void export(Consumer<ExportRecord> sink) {
        engine.export(caller.tenant(), sink);
    }

    /**
     * Takes an export back in, under the same ids. Records that are here already, were erased here,
     * or say what a memory here says already, are skipped; restoring twice does no harm. What was
     * erased where the export comes from is erased here too.
     *
     * <p>It is taken in some hundred records at a time. If one is refused, those of earlier writes
     * stay.
     *
     * @param records in the order of the export
     * @param progress told the number of records done, now and then
     * @throws InvalidRequestException if a memory rests on a turn or span that did not come before
     *     it; the message tells which record
     * @throws ConflictException if another tenant of the store has an id; a tenant is copied into a
     *     store of its own
     */
    public Restored restore(Iterator<ExportRecord> records, LongConsumer progress) {
        return engine.restore(caller.tenant(), records, progress);
    }

    /**
     * Compares journal and index, of all tenants. Memories that change while it runs may be
     * reported though they are sound.
     */
    public CheckReport check() {
        return engine.check();
    }

    /** Drops the index and makes it anew from the journal; returns when it is done. */
    public void reindex() {
        engine.reindex();
    }

    /**
     * Extracts what was deferred, or kept while a model was down; both also happen by themselves.
     * Models are asked about several adds of a scope at once.
     *
     * @return how many adds were completed
     */
    public int extractPending() {
        return engine.extractPending();
    }

    /**
     * Ends this instance, and every other one that {@link #forTenant} and {@link #as} gave. Waits
     * for writes and exports under way. Closing twice does no harm.
     *
     * @throws InvalidRequestException if the sink of an export calls it
     */
    @Override
    public void close() {
        engine.close();
    }

    /** Puts the parts of an engine together. Not thread-safe. */
    public static final class Builder {

        private @Nullable Journal journal;
        private @Nullable Supplier<? extends Index> index;
        private @Nullable Embedder embedder;
        private @Nullable Reranker reranker;
        private Reranking reranking = Reranking.defaults();
        private final Map<ExtractionMode, Extractor> extractors =
                new EnumMap<>(ExtractionMode.class);
        private @Nullable ExtractionMode defaultMode;
        private ExtractionSettings settings = ExtractionSettings.NONE;
        private final Map<Tenant, ExtractionSettings> settingsOfTenants = new HashMap<>();
        private @Nullable Arbiter arbiter;
        private @Nullable Describer describer;
        private Duration describerTimeout = TimedDescriber.TIMEOUT;
        private boolean quotations = true;
        private Gathering gathering = Gathering.defaults();
        private TokenCounter tokens = text -> (text.length() + 3) / 4;
        private Weights weights = Weights.defaults();
        private @Nullable Decay decay;
        private @Nullable Duration eraseExpiredAfter;
        private boolean recallLog = true;
        private Clock clock = Clock.systemUTC();
        private ZoneId zone = ZoneId.systemDefault();
        private String actor = "library";
        private boolean reembed;

        private Builder() {
            extractors.put(ExtractionMode.VERBATIM, new VerbatimExtractor());
        }

        /** Where turns, decisions and memories are kept. The engine closes it. */
        public Builder journal(Journal journal) {
            this.journal = journal;
            return this;
        }

        /** Opens the index, once the journal is known to fit the embedder. The engine closes it. */
        public Builder index(Supplier<? extends Index> index) {
            this.index = index;
            return this;
        }

        /** What makes vectors. The engine closes it. */
        public Builder embedder(Embedder embedder) {
            this.embedder = embedder;
            return this;
        }

        /**
         * Whether to embed everything anew if another embedder made the journal's vectors: all of
         * it or, if the embedder fails, nothing. Default: no.
         */
        public Builder reembed(boolean reembed) {
            this.reembed = reembed;
            return this;
        }

        /**
         * What takes a second look at what the signals found. The engine closes it. Default: none.
         */
        public Builder reranker(Reranker reranker) {
            this.reranker = reranker;
            return this;
        }

        /** How much the reranker has to say. Default: {@link Reranking#defaults}. */
        public Builder reranking(Reranking reranking) {
            this.reranking = reranking;
            return this;
        }

        /**
         * How {@link ExtractionMode#LOCAL}, {@link ExtractionMode#MODEL} or {@link
         * ExtractionMode#PROCEDURE} extracts.
         *
         * @throws InvalidRequestException if its name cannot be kept
         */
        public Builder extractor(ExtractionMode mode, Extractor extractor) {
            extractors.put(mode, new CheckedExtractor(extractor));
            return this;
        }

        /**
         * How turns become memories if a request does not say. Default: the best there is; {@link
         * ExtractionMode#PROCEDURE} only where it is asked for.
         */
        public Builder defaultMode(@Nullable ExtractionMode defaultMode) {
            this.defaultMode = defaultMode;
            return this;
        }

        /**
         * What settles, for {@link ExtractionMode#MODEL}, how statements relate where rules cannot
         * tell. Default: none; rules decide alone.
         */
        public Builder arbiter(Arbiter arbiter) {
            this.arbiter = new CheckedArbiter(arbiter);
            return this;
        }

        /**
         * What puts images into words, for {@link ExtractionMode#MODEL} and {@link
         * ExtractionMode#PROCEDURE}; the other modes ask no model, and keep captions. Default:
         * none; captions are kept.
         */
        public Builder describer(Describer describer) {
            this.describer = describer;
            return this;
        }

        /**
         * How long an {@code add} waits for words for all of its images before it goes on with
         * their captions; 1 ms to 10 minutes, 30 seconds by default.
         *
         * @throws InvalidRequestException if it is out of range
         */
        public Builder describerTimeout(Duration describerTimeout) {
            this.describerTimeout = TimedDescriber.requireTimeout(describerTimeout);
            return this;
        }

        /**
         * Whether {@link ExtractionMode#MODEL} also keeps the turns word for word, as {@linkplain
         * Memory#QUOTATION quotations}: what a model left out is then found as well, at the price
         * of a vector for each turn. It does not where wishes say what to remember and what not, or
         * where everything is reviewed first. Default: it does.
         */
        public Builder quotations(boolean quotations) {
            this.quotations = quotations;
            return this;
        }

        /** When deferred adds are taken up. Default: {@link Gathering#defaults}. */
        public Builder gathering(Gathering gathering) {
            this.gathering = gathering;
            return this;
        }

        /** What is wished of a language model that extracts, where nothing else is. */
        public Builder settings(ExtractionSettings settings) {
            this.settings = settings;
            return this;
        }

        /** What a tenant wishes otherwise. What a request wishes goes before both. */
        public Builder settings(Tenant tenant, ExtractionSettings settings) {
            settingsOfTenants.put(tenant, settings);
            return this;
        }

        /** How the tokens of a context are counted. Default: a quarter of the characters. */
        public Builder tokens(TokenCounter tokens) {
            this.tokens = tokens;
            return this;
        }

        /** How much each signal counts in a search. Default: {@link Weights#defaults}. */
        public Builder weights(Weights weights) {
            this.weights = weights;
            return this;
        }

        /**
         * How memories fade. Default: they do not, because old facts are asked for as much as new
         * ones.
         */
        public Builder decay(@Nullable Decay decay) {
            this.decay = decay;
            return this;
        }

        /**
         * How long after their expiry memories are erased by themselves, within an hour, as {@link
         * Memories#eraseExpired} does it; 0 to 100 years. Default: never.
         */
        public Builder eraseExpiredAfter(@Nullable Duration eraseExpiredAfter) {
            this.eraseExpiredAfter = eraseExpiredAfter;
            return this;
        }

        /**
         * Whether it is noted where memories are recalled, without what was asked, for {@link
         * Memories#explain} to tell. What was noted before is kept. Default: yes.
         */
        public Builder recallLog(boolean recallLog) {
            this.recallLog = recallLog;
            return this;
        }

        /** What time it is. Default: the system's clock. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** The zone of turns that come without a time, and of dates in a context. */
        public Builder zone(ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /** The name under which changes stand in histories. Default: {@code library}. */
        public Builder actor(String actor) {
            this.actor = actor;
            return this;
        }

        /**
         * Starts the engine. Its threads are daemons.
         *
         * <p>If it fails, whatever was thrown, the index is closed, and the journal, the embedder
         * and the reranker are still the caller's.
         *
         * @throws InvalidRequestException {@code EMBEDDER_MISMATCH} if another embedder made the
         *     journal's vectors
         * @throws dev.recall4j.model.UnavailableException {@code MODEL_UNAVAILABLE} if everything
         *     is to be embedded anew and the embedder fails
         */
        public Memories build() {
            Journal theJournal = Objects.requireNonNull(journal, "journal");
            Embedder theEmbedder =
                    new CheckedEmbedder(Objects.requireNonNull(embedder, "embedder"));
            settleEmbedder(theJournal.operator(), theEmbedder);
            Index theIndex = Objects.requireNonNull(index, "index").get();
            try {
                Engine engine = new Engine(parts(theJournal, theIndex, theEmbedder));
                engine.start();
                return new Memories(engine, new Caller(Tenant.DEFAULT, actor));
            } catch (Throwable e) { // after an Error too the directory must be free again
                theIndex.close();
                throw e;
            }
        }

        private Parts parts(Journal theJournal, Index theIndex, Embedder theEmbedder) {
            ExtractionMode mode = defaultMode != null ? defaultMode : best(extractors);
            return new Parts(
                    theJournal,
                    theIndex,
                    theEmbedder,
                    reranker != null ? new CheckedReranker(reranker, reranking.timeout()) : null,
                    reranking,
                    Map.copyOf(extractors),
                    mode,
                    new Wishes(settings, settingsOfTenants),
                    arbiter,
                    describer != null ? new TimedDescriber(describer, describerTimeout) : null,
                    quotations,
                    gathering,
                    tokens,
                    weights,
                    decay,
                    eraseExpiredAfter,
                    recallLog,
                    clock,
                    zone);
        }

        private static ExtractionMode best(Map<ExtractionMode, Extractor> extractors) {
            return extractors.keySet().stream()
                    .filter(mode -> mode != ExtractionMode.PROCEDURE)
                    .max(ExtractionMode::compareTo)
                    .orElseThrow();
        }

        private void settleEmbedder(JournalOperator operator, Embedder theEmbedder) {
            EmbedderInfo configured = theEmbedder.info();
            Optional<EmbedderInfo> recorded = operator.embedder();
            if (recorded.isEmpty()) {
                operator.recordEmbedder(configured);
            } else if (!recorded.get().equals(configured)) {
                if (!reembed) {
                    throw mismatch(recorded.get(), configured);
                }
                operator.reembed(configured, theEmbedder::embedPassages);
            }
        }

        private static InvalidRequestException mismatch(
                EmbedderInfo recorded, EmbedderInfo configured) {
            return new InvalidRequestException(
                    ErrorCode.EMBEDDER_MISMATCH,
                    ("The memories here were embedded by %s (%d dimensions), but %s (%d dimensions)"
                                    + " is configured. Configure %s, or embed everything anew:"
                                    + " recall4j reindex --embedder %s")
                            .formatted(
                                    recorded.name(),
                                    recorded.dimension(),
                                    configured.name(),
                                    configured.dimension(),
                                    recorded.name(),
                                    configured.name()));
        }
    }
}
