package dev.recall4j.lucene;

import dev.recall4j.spi.Surroundings;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What was said around found memories, see {@link Surroundings}. */
final class Around {

    /** Only an extractor that draws hundreds of statements from a turn comes near it. */
    private static final int DOCUMENTS_MAX = 4_000;

    private Around() {}

    /**
     * The documents, among those that a query finds, of the turns around some spots and of their
     * own turns. Turns close in number may be far in time, see {@link Spot#isAround}.
     */
    static BitSet of(Collection<Spot> spots, Query among, IndexSearcher searcher)
            throws IOException {
        BitSet around = new BitSet();
        Set<BytesRef> turns = turnsAround(spots);
        if (turns.isEmpty()) {
            return around;
        }
        Query near =
                new BooleanQuery.Builder()
                        .add(new TermInSetQuery(Fields.SPOT, turns), Occur.FILTER)
                        .add(among, Occur.FILTER)
                        .build();
        Weight weight =
                searcher.createWeight(searcher.rewrite(near), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            Scorer found = weight.scorer(leaf);
            if (found != null) {
                addAll(found.iterator(), leaf, around);
            }
        }
        return around;
    }

    private static Set<BytesRef> turnsAround(Collection<Spot> spots) {
        Set<BytesRef> turns = new HashSet<>();
        for (Spot spot : spots) {
            if (spot.turn() > 0) {
                for (int later = -Surroundings.REACH; later <= Surroundings.REACH; later++) {
                    turns.add(Spot.term(spot.conversation(), spot.turn() + later));
                }
            }
        }
        return turns;
    }

    /** What was changed or removed is still in its file, and is passed over. */
    private static void addAll(DocIdSetIterator found, LeafReaderContext leaf, BitSet documents)
            throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        int left = DOCUMENTS_MAX - documents.cardinality();
        for (int next = found.nextDoc();
                next != DocIdSetIterator.NO_MORE_DOCS && left > 0;
                next = found.nextDoc()) {
            if (live == null || live.get(next)) {
                documents.set(leaf.docBase + next);
                left--;
            }
        }
    }
}
