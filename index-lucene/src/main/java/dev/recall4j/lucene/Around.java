package dev.recall4j.lucene;

import dev.recall4j.spi.Surroundings;

import org.apache.lucene.document.BinaryPoint;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was said around found memories, see {@link Surroundings}. */
final class Around {

    /** Only an extractor that draws hundreds of statements from a turn comes near it. */
    private static final int DOCUMENTS_MAX = 4_000;

    private Around() {}

    /** The documents among those that a query finds that lie around some documents. */
    static BitSet of(BitSet documents, Query among, IndexSearcher searcher) throws IOException {
        BitSet around = new BitSet();
        if (documents.isEmpty()) {
            return around;
        }
        Query turns =
                new BooleanQuery.Builder()
                        .add(turnsAround(spots(documents, searcher)), Occur.FILTER)
                        .add(among, Occur.FILTER)
                        .build();
        Weight weight =
                searcher.createWeight(searcher.rewrite(turns), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            Scorer found = weight.scorer(leaf);
            if (found != null) {
                addAll(found.iterator(), leaf, around);
            }
        }
        return around;
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

    private static Query turnsAround(Collection<Spot> spots) {
        Map<Long, Set<Long>> seen = new HashMap<>();
        List<byte[]> points = new ArrayList<>();
        for (Spot spot : spots) {
            Set<Long> turns = seen.computeIfAbsent(spot.conversation(), c -> new HashSet<>());
            for (int later = -Surroundings.REACH; later <= Surroundings.REACH; later++) {
                if (turns.add(spot.turn() + later)) {
                    points.add(spot.point(later));
                }
            }
        }
        return BinaryPoint.newSetQuery(Fields.SPOT, points.toArray(byte[][]::new));
    }

    private static List<Spot> spots(BitSet documents, IndexSearcher searcher) throws IOException {
        List<Spot> spots = new ArrayList<>(documents.cardinality());
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            BinaryDocValues values = DocValues.getBinary(leaf.reader(), Fields.SPOT);
            for (int next = documents.nextSetBit(leaf.docBase);
                    next >= 0 && next < end;
                    next = documents.nextSetBit(next + 1)) {
                values.advanceExact(next - leaf.docBase);
                Spot spot = Spot.decode(values.binaryValue());
                if (spot.turn() > 0) {
                    spots.add(spot);
                }
            }
        }
        return spots;
    }
}
