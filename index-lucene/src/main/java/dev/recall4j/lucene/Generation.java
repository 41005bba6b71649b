package dev.recall4j.lucene;

import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The index from one opening of its files to their closing. Lucene gives up its writer for good
 * when a file cannot be written; then this generation has ended, and another one begins with what
 * the last commit holds.
 *
 * <p>Changed by one thread at a time, and read by many beside it.
 */
final class Generation implements Closeable {

    private final IndexHome home;
    private final Directory directory;
    private final ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ChangeWriter changeWriter;

    /**
     * Searchers that were replaced. They are let go by the thread that writes, when nobody else has
     * them: whoever lets the last one go deletes files, and Lucene gives up its writer for good if
     * a thread that deletes is interrupted, as callers may be.
     */
    private final List<IndexSearcher> replaced = new ArrayList<>();

    private volatile Progress progress;
    private volatile long changed;
    private volatile long visible;

    /** Whether bytes of erased memories may still be in the files. Travels in the commit. */
    private boolean purgeDue;

    private Generation(
            IndexHome home,
            Directory directory,
            Progress progress,
            Analyzer words,
            LuceneSettings settings)
            throws IOException {
        this.home = home;
        this.directory = directory;
        this.progress = progress;
        this.writer = new IndexWriter(directory, config(words, settings));
        this.searchers = searchersOf(writer);
        this.changeWriter = new ChangeWriter(writer, settings.indexingThreads());
    }

    /** Opens what can be relied on; if that is nothing, the generation is empty. */
    static Generation open(IndexHome home, Analyzer words, LuceneSettings settings)
            throws IOException {
        Directory directory = home.directory();
        try {
            return new Generation(home, directory, home.recover(directory), words, settings);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileSuppressingExceptions(e, directory);
            throw e;
        }
    }

    private IndexWriterConfig config(Analyzer words, LuceneSettings settings) {
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

    private static SearcherManager searchersOf(IndexWriter writer) throws IOException {
        try {
            return new SearcherManager(writer, new PlainSearchers());
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileSuppressingExceptions(e, writer);
            throw e;
        }
    }

    Progress progress() {
        return progress;
    }

    void apply(Changes changes) throws IOException {
        changed++;
        purgeDue |= changes.changes().stream().anyMatch(Generation::isErasure);
        changeWriter.write(changes.changes());
        progress = new Progress(changes.upTo(), changes.lineage());
    }

    private static boolean isErasure(Change change) {
        return change instanceof Change.Remove remove && remove.erased();
    }

    void commit() throws IOException {
        writer.setLiveCommitData(home.commitData(progress, purgeDue).entrySet());
        writer.commit();
        releaseReplaced();
    }

    /** Whether a reader would miss some of what was applied. */
    boolean hasHidden() {
        return visible != changed;
    }

    void refresh() throws IOException {
        hold(searchers.acquire());
        searchers.maybeRefreshBlocking();
        visible = changed;
        releaseReplaced();
    }

    /** Once, or the count of its holders would never tell that nobody else is left. */
    private void hold(IndexSearcher searcher) throws IOException {
        if (replaced.contains(searcher)) {
            searchers.release(searcher);
        } else {
            replaced.add(searcher);
        }
    }

    /** Those that are held by nobody else any more. */
    private void releaseReplaced() throws IOException {
        for (Iterator<IndexSearcher> held = replaced.iterator(); held.hasNext(); ) {
            IndexSearcher searcher = held.next();
            if (searcher.getIndexReader().getRefCount() == 1) {
                held.remove();
                searchers.release(searcher);
            }
        }
    }

    interface Reading<T> {
        T run(IndexSearcher searcher) throws IOException;
    }

    <T> T read(Reading<T> task) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return task.run(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** A merge under way keeps what was removed after it began, so that one round may not do. */
    void rewriteWithoutRemoved() throws IOException {
        while (writer.hasDeletions()) {
            merges.sync();
            writer.forceMergeDeletes(true);
        }
        purgeDue = false;
        commit();
    }

    /** While nobody reads. */
    void dropOldFiles() throws IOException {
        refresh();
        writer.deleteUnusedFiles();
    }

    /** Whether Lucene has not given it up. */
    boolean isOpen() {
        return writer.isOpen();
    }

    /** Gives up what was not committed. */
    @Override
    public void close() throws IOException {
        IOUtils.close(changeWriter::close, this::releaseAll, searchers, writer, directory);
    }

    private void releaseAll() throws IOException {
        for (IndexSearcher searcher : replaced) {
            searchers.release(searcher);
        }
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
