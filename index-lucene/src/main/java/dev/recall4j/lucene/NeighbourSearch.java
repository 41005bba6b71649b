package dev.recall4j.lucene;

import dev.recall4j.model.Signal;

import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;

import java.io.IOException;

/** Finds memories near in meaning. */
final class NeighbourSearch implements SignalSearch {

    /**
     * Neighbours are found by walking a graph, and a narrow walk misses some. Of the ten nearest of
     * 100,000 a walk 100 wide finds 98 in 100, one 200 wide 99.
     */
    private static final int WIDTH_MIN = 200;

    private final IndexSearcher searcher;
    private final float[] vector;

    NeighbourSearch(IndexSearcher searcher, float[] vector) {
        this.searcher = searcher;
        this.vector = MemoryDocument.unit(vector);
    }

    @Override
    public Signal signal() {
        return Signal.DENSE;
    }

    @Override
    public ScoreDoc[] best(Query among, int most) throws IOException {
        int documents = Math.max(searcher.getIndexReader().maxDoc(), 1);
        int width = Math.min(Math.max(most, WIDTH_MIN), documents);
        Query nearest = new KnnFloatVectorQuery(Fields.VECTOR, vector, width, among);
        return searcher.search(nearest, most).scoreDocs;
    }

    @Override
    public LeafScores in(LeafReaderContext leaf) throws IOException {
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
        DocIndexIterator position = vectors.iterator();
        return document -> {
            position.advance(document);
            double cosine = VectorUtil.dotProduct(vector, vectors.vectorValue(position.index()));
            return Math.clamp(cosine, -1, 1);
        };
    }
}
