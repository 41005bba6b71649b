package dev.recall4j.lucene;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Census;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.Bits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.ObjLongConsumer;

/**
 * An index in a directory of its own, on Apache Lucene: the vectors in a graph of neighbours, the
 * words in inverted lists, filters and times inside the query.
 *
 * <p>A search that finds changes pending first makes them visible, for all searches that wait. All
 * changes of one {@link #apply} become visible together. What was applied survives a crash once it
 * was flushed; {@link #position} travels with it.
 *
 * <p>The neighbours are approximate beyond some thousands of visible memories: of the ten nearest
 * of 100,000 it finds more than 99 in 100. Below that, and in all else, it is exact.
 */
public final class LuceneIndex implements Index {

    private final IndexHome home;
    private final int dimension;
    private final Words words = new Words();
    private final ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ChangeWriter changeWriter;

    private final ExecutorService files =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("recall4j-index").factory());

    /** Held while the index changes or a change is made visible. */
    private final Lock changing = new ReentrantLock();

    /** Shared by searches; held alone where files must not be open. Taken after the other. */
    private final ReadWriteLock reading = new ReentrantReadWriteLock();

    private volatile long position;
    private volatile long changed;
    private volatile long visible;
    private volatile boolean closed;

    /** Whether bytes of erased memories may still be in the files. Travels in the commit. */
    private boolean purgeDue;

    private LuceneIndex(IndexHome home, int dimension, LuceneSettings settings) throws IOException {
        this.home = home;
        this.dimension = dimension;
        this.position = home.recover();
        this.writer = new IndexWriter(home.directory(), config(settings));
        this.searchers = new SearcherManager(writer, new PlainSearchers());
        this.changeWriter = new ChangeWriter(writer, settings.indexingThreads());
    }

    /**
     * Opens the index that is kept in a directory. If there is none, or it is damaged or was made
     * for vectors of another dimension or by another version of this class, the files that Lucene
     * left there are removed and the index is empty, at position 0.
     *
     * @param directory belongs to this index; it is made if it does not exist
     * @param dimension of all vectors; 1 to 4,096
     * @throws UnavailableException {@code IN_USE} if the directory is in use by another index, else
     *     if it cannot be read or written
     */
    public static LuceneIndex open(Path directory, int dimension, LuceneSettings settings) {
        if (dimension < 1 || dimension > RoomyCodec.DIMENSION_MAX) {
            throw new InvalidRequestException(
                    "The dimension is %,d; use an embedder of 1 to %,d."
                            .formatted(dimension, RoomyCodec.DIMENSION_MAX));
        }
        try {
            IndexHome home = IndexHome.open(directory, dimension);
            return new LuceneIndex(home, dimension, settings);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private IndexWriterConfig config(LuceneSettings settings) {
        merges.setMaxMergesAndThreads(settings.mergeThreads() + 5, settings.mergeThreads());
        return new IndexWriterConfig(words)
                .setCodec(new RoomyCodec())
                .setSimilarity(Bm25.similarity())
                .setRAMBufferSizeMB(settings.bufferMegabytes())
                .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0))
                .setMergeScheduler(merges)
                .setMaxFullFlushMergeWaitMillis(0)
                .setCommitOnClose(false);
    }

    @Override
    public long position() {
        requireOpen();
        return position;
    }

    @Override
    public void apply(Changes changes) {
        for (Change change : changes.changes()) {
            if (change instanceof Change.Upsert upsert) {
                requireDimension(upsert.vector());
            }
        }
        change(() -> {
            changed++;
            purgeDue |= changes.changes().stream().anyMatch(LuceneIndex::isErasure);
            changeWriter.write(changes.changes());
            position = changes.upTo();
        });
    }

    @Override
    public Hits search(IndexQuery query) {
        float[] vector = query.vector();
        if (vector != null) {
            requireDimension(vector);
        }
        return read(searcher -> SearchRun.of(query, searcher, words));
    }

    @Override
    public Set<String> speakers(Tenant tenant, Scope scope, Collection<String> words) {
        return read(searcher -> {
            Set<String> names = new HashSet<>();
            for (String word : words) {
                Term name = new Term(Fields.SPEAKERS, SpeakerTerms.of(tenant, scope, word));
                if (searcher.getIndexReader().docFreq(name) > 0) {
                    names.add(word);
                }
            }
            return names;
        });
    }

    @Override
    public Census census(IndexQuery query) {
        return read(searcher -> {
            long stored = searcher.count(Narrowing.scope(query));
            long expired = searcher.count(Narrowing.expired(query));
            long valid = searcher.count(Narrowing.valid(query));
            long visible = searcher.count(Narrowing.visible(query));
            return new Census(expired, stored - expired - valid, valid - visible, visible);
        });
    }

    @Override
    public void flush() {
        change(this::commit);
    }

    @Override
    public void clear() {
        change(() -> {
            changed++;
            writer.deleteAll();
            purgeDue = false;
            position = 0;
            commit();
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Every file that holds a removed memory is written anew, which takes seconds where 100,000
     * others are in the same file.
     */
    @Override
    public void purge() {
        change(() -> {
            rewriteWithoutRemoved();
            purgeDue = false;
            commit();
            dropOldFiles();
        });
    }

    private static boolean isErasure(Change change) {
        return change instanceof Change.Remove remove && remove.erased();
    }

    /** A merge under way keeps what was removed after it began, so that one round may not do. */
    private void rewriteWithoutRemoved() throws IOException {
        while (writer.hasDeletions()) {
            merges.sync();
            writer.forceMergeDeletes(true);
        }
    }

    private void dropOldFiles() throws IOException {
        reading.writeLock().lock();
        try {
            searchers.maybeRefreshBlocking();
            visible = changed;
            writer.deleteUnusedFiles();
        } finally {
            reading.writeLock().unlock();
        }
    }

    @Override
    public void revisions(ObjLongConsumer<MemoryId> sink) {
        read(searcher -> {
            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                addRevisions(leaf, sink);
            }
            return closed;
        });
    }

    private static void addRevisions(LeafReaderContext leaf, ObjLongConsumer<MemoryId> sink)
            throws IOException {
        BinaryDocValues ids = DocValues.getBinary(leaf.reader(), Fields.ID);
        NumericDocValues revisions = DocValues.getNumeric(leaf.reader(), Fields.REVISION);
        Bits live = leaf.reader().getLiveDocs();
        for (int document = 0; document < leaf.reader().maxDoc(); document++) {
            if (live == null || live.get(document)) {
                ids.advanceExact(document);
                revisions.advanceExact(document);
                sink.accept(MemoryId.of(ids.binaryValue().utf8ToString()), revisions.longValue());
            }
        }
    }

    @Override
    public void close() {
        changing.lock();
        try {
            if (!closed) {
                closed = true;
                onOwnThread(this::closeAll);
            }
        } finally {
            files.shutdown();
            changing.unlock();
        }
    }

    private void closeAll() throws IOException {
        reading.writeLock().lock();
        try (Closeable directory = home::close;
                IndexWriter last = writer;
                Closeable readers = searchers;
                Closeable changes = changeWriter::close) {
            if (last.isOpen()) {
                commit();
            }
        } finally {
            reading.writeLock().unlock();
        }
    }

    private void commit() throws IOException {
        writer.setLiveCommitData(home.commitData(position, purgeDue).entrySet());
        writer.commit();
    }

    private void makeChangesVisible() {
        if (visible != changed) {
            change(() -> {
                if (visible != changed) {
                    searchers.maybeRefreshBlocking();
                    visible = changed;
                }
            });
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void change(Writing writing) {
        changing.lock();
        try {
            requireOpen();
            onOwnThread(writing);
        } finally {
            changing.unlock();
        }
    }

    /**
     * Files are written on a thread of our own: Lucene closes an index for good when the thread
     * that writes is interrupted, and callers may be, at any time.
     */
    private void onOwnThread(Writing writing) {
        try {
            CompletableFuture.runAsync(() -> unchecked(writing), files).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private static void unchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException | AlreadyClosedException e) {
            throw unavailable(e);
        }
    }

    private interface Reading<T> {
        T run(IndexSearcher searcher) throws IOException;
    }

    private <T> T read(Reading<T> task) {
        requireOpen();
        makeChangesVisible();
        reading.readLock().lock();
        try {
            requireOpen();
            IndexSearcher searcher = searchers.acquire();
            try {
                return task.run(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw unavailable(e);
        } finally {
            reading.readLock().unlock();
        }
    }

    private void requireDimension(float[] vector) {
        if (vector.length != dimension) {
            throw new InvalidRequestException(
                    ErrorCode.EMBEDDER_MISMATCH,
                    "The vector has %,d dimensions, the index %,d; use the embedder it was made with."
                            .formatted(vector.length, dimension));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new UnavailableException(
                    ErrorCode.CLOSED, "The index was closed; open it again to use it.");
        }
    }

    private static UnavailableException unavailable(Exception cause) {
        return new UnavailableException(
                ErrorCode.STORE_UNAVAILABLE,
                "The index cannot be read or written; check disk space and rights of its directory.",
                cause);
    }

    /** Without Lucene's cache of filters: times differ in each query, and scopes are quick. */
    private static final class PlainSearchers extends SearcherFactory {

        @Override
        public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(Bm25.similarity());
            searcher.setQueryCache(null);
            return searcher;
        }
    }
}
