package dev.recall4j.embedded;

import dev.recall4j.Decay;
import dev.recall4j.Gathering;
import dev.recall4j.Memories;
import dev.recall4j.Reranking;
import dev.recall4j.Weights;
import dev.recall4j.chat.ChatArbiter;
import dev.recall4j.chat.ChatDescriber;
import dev.recall4j.chat.ChatExtractor;
import dev.recall4j.chat.ProcedureExtractor;
import dev.recall4j.local.JtokkitTokens;
import dev.recall4j.local.LocalExtractor;
import dev.recall4j.local.OnnxEmbedder;
import dev.recall4j.local.OnnxModel;
import dev.recall4j.lucene.LuceneIndex;
import dev.recall4j.lucene.LuceneSettings;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Extractor;
import dev.recall4j.spi.Reranker;
import dev.recall4j.sqlite.SqliteJournal;
import dev.recall4j.sqlite.SqliteSettings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The embedded engine: a journal on SQLite, an index on Lucene, embeddings in process and
 * extraction by rules, all in one directory. Needs no key, no server and no network.
 *
 * <pre>{@code
 * try (Memories memories = Recall4j.open(Path.of("memory"))) {
 *     Scope ana = Scope.ofUser("ana");
 *     memories.add(ana, "I moved to Lisbon in May.");
 *     memories.search(ana, "Where does Ana live?").results().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class Recall4j {

    private Recall4j() {}

    /**
     * Opens a directory with the defaults; makes it if it is not there.
     *
     * @throws dev.recall4j.model.UnavailableException {@code IN_USE} if another process has it open
     * @throws dev.recall4j.model.InvalidRequestException {@code NEWER_FORMAT} if a newer version
     *     wrote it, {@code EMBEDDER_MISMATCH} if another embedder made its vectors
     * @throws dev.recall4j.model.DamagedException if its journal is damaged; nothing is changed
     *     then
     */
    public static Memories open(Path directory) {
        return at(directory).open();
    }

    public static Builder at(Path directory) {
        return new Builder(directory);
    }

    /** Settings of an engine. Not thread-safe. */
    public static final class Builder {

        private final Path directory;
        private final Map<ExtractionMode, Extractor> extractors =
                new EnumMap<>(ExtractionMode.class);
        private Function<Optional<EmbedderInfo>, Embedder> embedder = Builder::embedderOf;
        private @Nullable Reranker reranker;
        private @Nullable ChatModel chatModel;
        private @Nullable Duration describerTimeout;
        private Reranking reranking = Reranking.defaults();
        private @Nullable ExtractionMode defaultMode;
        private ExtractionSettings settings = ExtractionSettings.NONE;
        private final Map<Tenant, ExtractionSettings> settingsOfTenants = new HashMap<>();
        private Gathering gathering = Gathering.defaults();
        private SqliteSettings journalSettings = SqliteSettings.defaults();
        private LuceneSettings indexSettings = LuceneSettings.defaults();
        private Weights weights = Weights.defaults();
        private @Nullable Decay decay;
        private @Nullable Duration eraseExpiredAfter;
        private boolean quotations = true;
        private boolean recallLog = true;
        private Clock clock = Clock.systemUTC();
        private ZoneId zone = ZoneId.systemDefault();
        private String actor = "library";
        private boolean reembed;

        private Builder(Path directory) {
            this.directory = directory;
            extractors.put(ExtractionMode.LOCAL, new LocalExtractor());
        }

        /**
         * The embedder, which the engine closes. Default: the {@link OnnxModel} that made the
         * vectors in the directory, or the default one if there are none.
         */
        public Builder embedder(Embedder embedder) {
            return embedder(recorded -> embedder);
        }

        /**
         * An embedder that depends on which one made the vectors in the directory; empty if there
         * are none. It is asked for once, and the engine closes what it gives.
         */
        public Builder embedder(Function<Optional<EmbedderInfo>, Embedder> embedder) {
            this.embedder = embedder;
            return this;
        }

        /**
         * Whether to embed everything anew if another embedder made the vectors: all of it or, if
         * the embedder fails, nothing. Default: no.
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
         * A language model that draws statements from turns ({@link ExtractionMode#MODEL}, which
         * becomes the default mode), settles how they relate where rules cannot tell, and writes
         * down how tasks were done ({@link ExtractionMode#PROCEDURE}). If it {@linkplain
         * ChatModel#sees sees}, it also puts the images of turns into words for these modes. The
         * engine closes it. Default: none.
         */
        public Builder chatModel(ChatModel chatModel) {
            this.chatModel = chatModel;
            return this;
        }

        /**
         * How long an {@code add} waits for words for all of its images before it goes on with
         * their captions; see {@link Memories.Builder#describerTimeout}.
         */
        public Builder describerTimeout(Duration describerTimeout) {
            this.describerTimeout = describerTimeout;
            return this;
        }

        /**
         * How {@link ExtractionMode#LOCAL}, {@link ExtractionMode#MODEL} or {@link
         * ExtractionMode#PROCEDURE} extracts. A {@linkplain #chatModel chat model} goes before it
         * for the last two.
         */
        public Builder extractor(ExtractionMode mode, Extractor extractor) {
            extractors.put(mode, extractor);
            return this;
        }

        /**
         * How turns become memories if a request does not say. Default: {@link
         * ExtractionMode#MODEL} if it has an extractor, else {@link ExtractionMode#LOCAL}.
         */
        public Builder defaultMode(ExtractionMode defaultMode) {
            this.defaultMode = defaultMode;
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

        public Builder journal(SqliteSettings settings) {
            this.journalSettings = settings;
            return this;
        }

        public Builder index(LuceneSettings settings) {
            this.indexSettings = settings;
            return this;
        }

        /** How much each signal counts in a search. Default: {@link Weights#defaults}. */
        public Builder weights(Weights weights) {
            this.weights = weights;
            return this;
        }

        /** How memories fade. Default: they do not. */
        public Builder decay(@Nullable Decay decay) {
            this.decay = decay;
            return this;
        }

        /**
         * How long after their expiry memories are erased by themselves; see {@link
         * Memories#eraseExpired}. Default: never.
         */
        public Builder eraseExpiredAfter(Duration eraseExpiredAfter) {
            this.eraseExpiredAfter = eraseExpiredAfter;
            return this;
        }

        /**
         * Whether a language model's statements have their turns beside them, word for word, so
         * that what it left out is found too. Default: yes; see {@link
         * Memories.Builder#quotations}.
         */
        public Builder quotations(boolean quotations) {
            this.quotations = quotations;
            return this;
        }

        /**
         * Whether it is noted where memories are recalled, without what was asked, for {@link
         * Memories#explain} to tell. Default: yes.
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

        /** The zone of turns that come without a time. Default: the system's. */
        public Builder zone(ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /** The name under which changes stand in histories. Default: {@code library}. */
        public Builder actor(String actor) {
            this.actor = actor;
            return this;
        }

        /** Opens the directory; see {@link Recall4j#open}. */
        public Memories open() {
            SqliteJournal journal =
                    SqliteJournal.open(directory.resolve("journal"), journalSettings);
            try {
                return open(journal);
            } catch (Throwable e) { // after an Error too the directory must be free again
                journal.close();
                throw e;
            }
        }

        private Memories open(SqliteJournal journal) {
            Embedder theEmbedder = embedder.apply(journal.operator().embedder());
            try {
                return assemble(journal, theEmbedder);
            } catch (Throwable e) {
                closeModels(theEmbedder);
                throw e;
            }
        }

        private void closeModels(Embedder theEmbedder) {
            try (ChatModel alsoTheChatModel = chatModel;
                    Reranker alsoTheReranker = reranker) {
                theEmbedder.close();
            }
        }

        /** The one that made the vectors that are there, if it comes with Recall4j. */
        private static Embedder embedderOf(Optional<EmbedderInfo> recorded) {
            return recorded.flatMap(info -> modelNamed(info.name()))
                    .map(OnnxEmbedder::new)
                    .orElseGet(OnnxEmbedder::new);
        }

        private static Optional<OnnxModel> modelNamed(String name) {
            return Arrays.stream(OnnxModel.values())
                    .filter(model -> model.info().name().equals(name))
                    .findFirst();
        }

        private Memories assemble(SqliteJournal journal, Embedder theEmbedder) {
            int dimension = theEmbedder.info().dimension();
            Memories.Builder builder =
                    Memories.builder()
                            .journal(journal)
                            .index(() ->
                                    LuceneIndex.open(
                                            directory.resolve("index"), dimension, indexSettings))
                            .embedder(theEmbedder)
                            .reembed(reembed)
                            .reranking(reranking)
                            .gathering(gathering)
                            .tokens(new JtokkitTokens())
                            .defaultMode(defaultMode)
                            .settings(settings)
                            .weights(weights)
                            .decay(decay)
                            .eraseExpiredAfter(eraseExpiredAfter)
                            .quotations(quotations)
                            .recallLog(recallLog)
                            .clock(clock)
                            .zone(zone)
                            .actor(actor);
            extractors.forEach(builder::extractor);
            if (chatModel != null) {
                builder.extractor(ExtractionMode.MODEL, new ChatExtractor(chatModel))
                        .extractor(ExtractionMode.PROCEDURE, new ProcedureExtractor(chatModel))
                        .arbiter(new ChatArbiter(chatModel));
            }
            if (chatModel != null && chatModel.sees()) {
                builder.describer(new ChatDescriber(chatModel));
            }
            if (describerTimeout != null) {
                builder.describerTimeout(describerTimeout);
            }
            settingsOfTenants.forEach(builder::settings);
            if (reranker != null) {
                builder.reranker(reranker);
            }
            return builder.build();
        }
    }
}
