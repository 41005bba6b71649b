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
                                : new WordSearch(
                                        searcher,
                                        WantedWords.of(query.tenant(), text, words, searcher)))
                .hits();
    }

    private Hits hits() throws IOException {
        Query visible = Narrowing.visible(query);
        BitSet near = best(neighbours, visible);
        BitSet worded = best(words, visible);
        BitSet found = (BitSet) near.clone();
        found.or(worded);
        List<Talk<Judged>> talk = Talk.among(judged(withSurroundings(found, visible)));
        List<Hit> hits = new ArrayList<>();
        if (neighbours != null) {
            float[] vector = neighbours.vector();
            addHits(Signal.DENSE, near, talk, said -> neighbours.cosine(said.one().vector()), hits);
            addHits(
                    Signal.DENSE_AROUND,
                    new BitSet(),
                    talk,
                    said -> said.one().cosineWith(said.around(), vector),
                    hits);
        }
        if (words != null) {
            addHits(Signal.KEYWORD, worded, talk, said -> said.one().share(), hits);
            addHits(
                    Signal.KEYWORD_AROUND,
                    new BitSet(),
                    talk,
                    said -> said.one().shareWith(said.around()),
                    hits);
        }
        return new Hits(hits, occasions(talk));
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

    /** In the order of the documents. */
    private List<Candidate> withSurroundings(BitSet found, Query visible) throws IOException {
        List<Candidate> candidates = candidates(found, true);
        BitSet around =
                Around.of(candidates.stream().map(Candidate::spot).toList(), visible, searcher);
        around.andNot(found);
        candidates.addAll(candidates(around, false));
        return Talk.among(candidates).stream()
                .filter(said ->
                        said.one().found() || said.around().stream().anyMatch(Candidate::found))
                .map(Talk::one)
                .sorted(Comparator.comparingInt(Candidate::document))
                .toList();
    }

    private List<Candidate> candidates(BitSet documents, boolean found) throws IOException {
        List<Candidate> candidates = new ArrayList<>(documents.cardinality());
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            BinaryDocValues ids = DocValues.getBinary(leaf.reader(), Fields.ID);
            BinaryDocValues spots = DocValues.getBinary(leaf.reader(), Fields.SPOT);
            int end = leaf.docBase + leaf.reader().maxDoc();
            for (int next = documents.nextSetBit(leaf.docBase);
                    next >= 0 && next < end;
                    next = documents.nextSetBit(next + 1)) {
                ids.advanceExact(next - leaf.docBase);
                spots.advanceExact(next - leaf.docBase);
                candidates.add(
                        new Candidate(
                                next,
                                MemoryId.of(ids.binaryValue().utf8ToString()),
                                Spot.decode(spots.binaryValue()),
                                found));
            }
        }
        return candidates;
    }

    /**
     * @param candidates in the order of their documents
     */
    private List<Judged> judged(List<Candidate> candidates) throws IOException {
        List<Judged> judged = new ArrayList<>(candidates.size());
        int next = 0;
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            int first = next;
            int end = leaf.docBase + leaf.reader().maxDoc();
            while (next < candidates.size() && candidates.get(next).document() < end) {
                next++;
            }
            if (next > first) {
                judge(leaf, candidates.subList(first, next), judged);
            }
        }
        return judged;
    }

    private void judge(LeafReaderContext leaf, List<Candidate> inLeaf, List<Judged> judged)
            throws IOException {
        NeighbourSearch.Vectors vectors =
                neighbours == null ? d -> new float[0] : NeighbourSearch.in(leaf);
        WordSearch.Shares shares = words == null ? d -> new double[0] : words.in(leaf);
        for (Candidate candidate : inLeaf) {
            int document = candidate.document() - leaf.docBase;
            judged.add(new Judged(candidate, vectors.of(document), shares.of(document)));
        }
    }

    private static void addHits(
            Signal signal,
            BitSet found,
            List<Talk<Judged>> talk,
            ToDoubleFunction<Talk<Judged>> scoring,
            List<Hit> hits) {
        record Scored(Judged one, double score) {}
        List<Scored> ranked = new ArrayList<>(found.cardinality());
        for (Talk<Judged> said : talk) {
            Judged one = said.one();
            double score = scoring.applyAsDouble(said);
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

    private static Map<MemoryId, Occasion> occasions(List<Talk<Judged>> talk) {
        Map<MemoryId, Occasion> occasions = new HashMap<>();
        talk.forEach(said -> occasions.put(said.one().memory(), said.one().spot().occasion()));
        return occasions;
    }
}
