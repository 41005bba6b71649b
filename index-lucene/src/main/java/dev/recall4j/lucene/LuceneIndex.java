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
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
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

    private static final Logger LOG = System.getLogger(LuceneIndex.class.getName());

    private final IndexHome home;
    private final int dimension;
    private final LuceneSettings settings;
    private final Words words = new Words();
    private final WriteThread files = new WriteThread();

    /** Held while the index changes or a change is made visible. */
    private final Lock changing = new ReentrantLock();

    /** Shared by searches; held alone where files must not be open. Taken after the other. */
    private final ReadWriteLock reading = new ReentrantReadWriteLock();

    private volatile Generation generation;
    private volatile boolean closed;

    private LuceneIndex(IndexHome home, int dimension, LuceneSettings settings) throws IOException {
        this.home = home;
        this.dimension = dimension;
        this.settings = settings;
        this.generation = Generation.open(home, words, settings);
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
        return open(directory, FSDirectory::open, dimension, settings);
    }

    static LuceneIndex open(
            Path directory, IndexHome.Disk disk, int dimension, LuceneSettings settings) {
        if (dimension < 1 || dimension > RoomyCodec.DIMENSION_MAX) {
            throw new InvalidRequestException(
                    "The dimension is %,d; use an embedder of 1 to %,d."
                            .formatted(dimension, RoomyCodec.DIMENSION_MAX));
        }
        try {
            return new LuceneIndex(new IndexHome(directory, disk, dimension), dimension, settings);
        } catch (IOException e) {
            throw WriteThread.unavailable(e);
        }
    }

    @Override
    public long position() {
        requireOpen();
        return generation.progress().position();
    }

    @Override
    public String lineage() {
        requireOpen();
        return generation.progress().lineage();
    }

    @Override
    public void apply(Changes changes) {
        for (Change change : changes.changes()) {
            if (change instanceof Change.Upsert upsert) {
                requireDimension(upsert.vector());
            }
        }
        change(() -> generation.apply(changes));
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
                if (isLive(name, searcher)) {
                    names.add(word);
                }
            }
            return names;
        });
    }

    private static boolean isLive(Term term, IndexSearcher searcher) throws IOException {
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            PostingsEnum having = leaf.reader().postings(term, PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            while (having != null && having.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(having.docID())) {
                    return true;
                }
            }
        }
        return false;
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
        change(() -> generation.commit());
    }

    @Override
    public void clear() {
        change(() ->
                alone(() -> {
                    endGeneration();
                    home.empty();
                    generation = Generation.open(home, words, settings);
                }));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Goes back to the last flush, or to 0 if that is damaged. Every byte of it is checked.
     */
    @Override
    public void recover() {
        change(() ->
                alone(() -> {
                    endGeneration();
                    generation = Generation.open(home, words, settings);
                }));
    }

    /** What it leaves behind is looked at when it is opened again. */
    private void endGeneration() {
        try {
            generation.close();
        } catch (IOException | AlreadyClosedException e) {
            LOG.log(Level.DEBUG, "Files that failed were not closed in order", e);
        }
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
            generation.rewriteWithoutRemoved();
            alone(generation::dropOldFiles);
        });
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
                files.run(() -> alone(this::closeFiles));
            }
        } finally {
            files.close();
            changing.unlock();
        }
    }

    private void closeFiles() {
        try (Generation last = generation) {
            if (last.isOpen()) {
                last.commit();
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.log(Level.WARNING, "The index was not saved whole; what is missing is replayed", e);
        }
    }

    private void makeChangesVisible() {
        if (generation.hasHidden()) {
            change(() -> {
                if (generation.hasHidden()) {
                    generation.refresh();
                }
            });
        }
    }

    private void change(WriteThread.Writing writing) {
        changing.lock();
        try {
            requireOpen();
            files.run(writing);
        } finally {
            changing.unlock();
        }
    }

    private void alone(WriteThread.Writing writing) throws IOException {
        reading.writeLock().lock();
        try {
            writing.run();
        } finally {
            reading.writeLock().unlock();
        }
    }

    private <T> T read(Generation.Reading<T> task) {
        requireOpen();
        makeChangesVisible();
        reading.readLock().lock();
        try {
            requireOpen();
            return generation.read(task);
        } catch (IOException | AlreadyClosedException e) {
            throw WriteThread.unavailable(e);
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
}
