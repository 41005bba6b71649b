package dev.recall4j.lucene;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.spi.Occasion;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * One search of one state of the index. Each signal finds on its own; what was said around those is
 * added; then every memory is judged by all signals, in the order in which the documents lie in the
 * files.
 */
final class SearchRun {

    private final IndexSearcher searcher;
    private final IndexQuery query;
    private final @Nullable NeighbourSearch neighbours;
    private final @Nullable WordSearch words;

    private SearchRun(
            IndexSearcher searcher,
            IndexQuery query,
            @Nullable NeighbourSearch neighbours,
            @Nullable WordSearch words) {
        this.searcher = searcher;
        this.query = query;
        this.neighbours = neighbours;
        this.words = words;
    }

    static Hits of(IndexQuery query, IndexSearcher searcher, Words words) throws IOException {
        float[] vector = query.vector();
        String text = query.text();
        return new SearchRun(
                        searcher,
                        query,
                        vector == null ? null : new NeighbourSearch(searcher, vector),
                        text == null
                                ? null
                                : new WordSearch(searcher, WantedWords.of(text, words, searcher)))
                .hits();
    }

    private Hits hits() throws IOException {
        Query visible = Narrowing.visible(query);
        Set<Integer> near = best(neighbours, visible);
        Set<Integer> worded = best(words, visible);
        NavigableSet<Integer> found = new TreeSet<>(near);
        found.addAll(worded);
        List<Judged> judged = withSurroundings(found, visible);
        List<Hit> hits = new ArrayList<>();
        Talk talk = new Talk(judged);
        if (neighbours != null) {
            float[] vector = neighbours.vector();
            addHits(Signal.DENSE, near, judged, one -> neighbours.cosine(one.vector()), hits);
            addHits(Signal.DENSE_AROUND, Set.of(), judged, one -> talk.cosine(one, vector), hits);
        }
        if (words != null) {
            addHits(Signal.KEYWORD, worded, judged, Judged::share, hits);
            addHits(Signal.KEYWORD_AROUND, Set.of(), judged, talk::share, hits);
        }
        return new Hits(hits, occasions(judged));
    }

    /** Turns close in number may be far in time, so what lies around is looked at again. */
    private List<Judged> withSurroundings(NavigableSet<Integer> found, Query visible)
            throws IOException {
        NavigableSet<Integer> documents = new TreeSet<>(found);
        documents.addAll(Around.of(found, visible, searcher));
        List<Judged> judged = judged(documents);
        Talk talk =
                new Talk(judged.stream().filter(one -> found.contains(one.document())).toList());
        return judged.stream()
                .filter(one -> found.contains(one.document()) || talk.hasAround(one))
                .toList();
    }

    private Set<Integer> best(@Nullable SignalSearch signal, Query among) throws IOException {
        Set<Integer> best = new HashSet<>();
        if (signal != null) {
            for (ScoreDoc found : signal.best(among, query.candidates())) {
                best.add(found.doc);
            }
        }
        return best;
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
        BinaryDocValues spots = DocValues.getBinary(leaf.reader(), Fields.SPOT);
        NeighbourSearch.Vectors vectors =
                neighbours == null ? d -> new float[0] : NeighbourSearch.in(leaf);
        WordSearch.Shares shares = words == null ? d -> new double[0] : words.in(leaf);
        for (int document : documents) {
            int inLeaf = document - leaf.docBase;
            ids.advanceExact(inLeaf);
            spots.advanceExact(inLeaf);
            judged.add(
                    new Judged(
                            document,
                            MemoryId.of(ids.binaryValue().utf8ToString()),
                            Spot.decode(spots.binaryValue()),
                            vectors.of(inLeaf),
                            shares.of(inLeaf)));
        }
    }

    private static void addHits(
            Signal signal,
            Set<Integer> found,
            List<Judged> judged,
            ToDoubleFunction<Judged> scoring,
            List<Hit> hits) {
        record Scored(Judged one, double score) {}
        List<Scored> ranked = new ArrayList<>(found.size());
        for (Judged one : judged) {
            double score = scoring.applyAsDouble(one);
            if (found.contains(one.document())) {
                ranked.add(new Scored(one, score));
            } else {
                hits.add(new Hit(one.memory(), signal, score, 0));
            }
        }
        ranked.sort(
                Comparator.comparingDouble(Scored::score)
                        .reversed()
                        .thenComparing(scored -> scored.one.memory().value()));
        int rank = 0;
        for (Scored scored : ranked) {
            hits.add(new Hit(scored.one.memory(), signal, scored.score, ++rank));
        }
    }

    private static Map<MemoryId, Occasion> occasions(List<Judged> judged) {
        Map<MemoryId, Occasion> occasions = new HashMap<>();
        judged.forEach(one -> occasions.put(one.memory(), one.spot().occasion()));
        return occasions;
    }
}
