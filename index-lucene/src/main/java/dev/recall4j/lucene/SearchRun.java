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
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        BitSet near = best(neighbours, visible);
        BitSet worded = best(words, visible);
        BitSet found = (BitSet) near.clone();
        found.or(worded);
        List<Judged> judged = withSurroundings(found, visible);
        List<Hit> hits = new ArrayList<>();
        Talk talk = new Talk(judged);
        if (neighbours != null) {
            float[] vector = neighbours.vector();
            addHits(Signal.DENSE, near, judged, one -> neighbours.cosine(one.vector()), hits);
            addHits(
                    Signal.DENSE_AROUND,
                    new BitSet(),
                    judged,
                    one -> talk.cosine(one, vector),
                    hits);
        }
        if (words != null) {
            addHits(Signal.KEYWORD, worded, judged, Judged::share, hits);
            addHits(Signal.KEYWORD_AROUND, new BitSet(), judged, talk::share, hits);
        }
        return new Hits(hits, occasions(judged));
    }

    /** Turns close in number may be far in time, so what lies around is looked at again. */
    private List<Judged> withSurroundings(BitSet found, Query visible) throws IOException {
        BitSet documents = Around.of(found, visible, searcher);
        documents.or(found);
        List<Judged> judged = judged(documents);
        Talk talk = new Talk(judged.stream().filter(one -> found.get(one.document())).toList());
        return judged.stream()
                .filter(one -> found.get(one.document()) || talk.hasAround(one))
                .toList();
    }

    private BitSet best(@Nullable SignalSearch signal, Query among) throws IOException {
        BitSet best = new BitSet();
        if (signal != null) {
            for (ScoreDoc found : signal.best(among, query.candidates())) {
                best.set(found.doc);
            }
        }
        return best;
    }

    private List<Judged> judged(BitSet documents) throws IOException {
        List<Judged> judged = new ArrayList<>(documents.cardinality());
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            int first = documents.nextSetBit(leaf.docBase);
            if (first >= 0 && first < end) {
                judge(leaf, documents.get(leaf.docBase, end), judged);
            }
        }
        return judged;
    }

    /**
     * @param inLeaf which documents of the leaf
     */
    private void judge(LeafReaderContext leaf, BitSet inLeaf, List<Judged> judged)
            throws IOException {
        BinaryDocValues ids = DocValues.getBinary(leaf.reader(), Fields.ID);
        BinaryDocValues spots = DocValues.getBinary(leaf.reader(), Fields.SPOT);
        NeighbourSearch.Vectors vectors =
                neighbours == null ? d -> new float[0] : NeighbourSearch.in(leaf);
        WordSearch.Shares shares = words == null ? d -> new double[0] : words.in(leaf);
        for (int next = inLeaf.nextSetBit(0); next >= 0; next = inLeaf.nextSetBit(next + 1)) {
            ids.advanceExact(next);
            spots.advanceExact(next);
            judged.add(
                    new Judged(
                            leaf.docBase + next,
                            MemoryId.of(ids.binaryValue().utf8ToString()),
                            Spot.decode(spots.binaryValue()),
                            vectors.of(next),
                            shares.of(next)));
        }
    }

    private static void addHits(
            Signal signal,
            BitSet found,
            List<Judged> judged,
            ToDoubleFunction<Judged> scoring,
            List<Hit> hits) {
        record Scored(Judged one, double score) {}
        List<Scored> ranked = new ArrayList<>(found.cardinality());
        for (Judged one : judged) {
            double score = scoring.applyAsDouble(one);
            if (found.get(one.document())) {
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
