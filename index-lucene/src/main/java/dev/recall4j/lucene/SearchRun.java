package dev.recall4j.lucene;

import dev.recall4j.lucene.SignalSearch.LeafScores;
import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.IndexQuery;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * One search of one state of the index. Each signal finds on its own; then every memory that any
 * found is scored by all of them, in the order in which the documents lie in the files.
 */
final class SearchRun {

    /** A found memory and its score by each signal. */
    private record Judged(int document, MemoryId memory, double[] scores) {}

    private final IndexSearcher searcher;
    private final List<SignalSearch> signals;

    private SearchRun(IndexSearcher searcher, List<SignalSearch> signals) {
        this.searcher = searcher;
        this.signals = signals;
    }

    static Hits of(IndexQuery query, IndexSearcher searcher, Words words) throws IOException {
        List<SignalSearch> signals = new ArrayList<>();
        float[] vector = query.vector();
        if (vector != null) {
            signals.add(new NeighbourSearch(searcher, vector));
        }
        String text = query.text();
        if (text != null) {
            signals.add(new WordSearch(searcher, WantedWords.of(text, words, searcher)));
        }
        return new SearchRun(searcher, signals).hits(query);
    }

    private Hits hits(IndexQuery query) throws IOException {
        Query visible = Narrowing.visible(query);
        List<Set<Integer>> found = new ArrayList<>();
        NavigableSet<Integer> documents = new TreeSet<>();
        for (SignalSearch signal : signals) {
            Set<Integer> best = new HashSet<>();
            for (ScoreDoc document : signal.best(visible, query.candidates())) {
                best.add(document.doc);
            }
            found.add(best);
            documents.addAll(best);
        }
        List<Judged> judged = judged(documents);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            addHits(i, found.get(i), judged, hits);
        }
        return new Hits(hits);
    }

    private List<Judged> judged(NavigableSet<Integer> documents) throws IOException {
        List<Judged> judged = new ArrayList<>();
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        for (Integer next = documents.isEmpty() ? null : documents.first(); next != null; ) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(next, leaves));
            int end = leaf.docBase + leaf.reader().maxDoc();
            judge(leaf, documents.subSet(next, end), judged);
            next = documents.ceiling(end);
        }
        return judged;
    }

    private void judge(LeafReaderContext leaf, Set<Integer> documents, List<Judged> judged)
            throws IOException {
        BinaryDocValues ids = DocValues.getBinary(leaf.reader(), Fields.ID);
        LeafScores[] scoring = new LeafScores[signals.size()];
        for (int i = 0; i < scoring.length; i++) {
            scoring[i] = signals.get(i).in(leaf);
        }
        for (int document : documents) {
            int inLeaf = document - leaf.docBase;
            double[] scores = new double[scoring.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = scoring[i].score(inLeaf);
            }
            ids.advanceExact(inLeaf);
            String id = ids.binaryValue().utf8ToString();
            judged.add(new Judged(document, MemoryId.of(id), scores));
        }
    }

    private void addHits(int signal, Set<Integer> found, List<Judged> judged, List<Hit> hits) {
        List<Judged> ordered = new ArrayList<>(judged);
        ordered.sort(
                Comparator.<Judged>comparingDouble(one -> -one.scores[signal])
                        .thenComparing(one -> one.memory.value()));
        int rank = 0;
        for (Judged one : ordered) {
            hits.add(
                    new Hit(
                            one.memory,
                            signals.get(signal).signal(),
                            one.scores[signal],
                            found.contains(one.document) ? ++rank : 0));
        }
    }
}
