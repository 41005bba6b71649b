package dev.recall4j.lucene;

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
     * 100,000 a walk 100 wide finds 98 in 100, one 250 wide 99.
     */
    private static final int WIDTH_MIN = 250;

    private final IndexSearcher searcher;
    private final float[] vector;

    NeighbourSearch(IndexSearcher searcher, float[] vector) {
        this.searcher = searcher;
        this.vector = MemoryDocument.unit(vector);
    }

    @Override
    public ScoreDoc[] best(Query among, int most) throws IOException {
        int documents = Math.max(searcher.getIndexReader().maxDoc(), 1);
        int width = Math.min(Math.max(most, WIDTH_MIN), documents);
        Query nearest = new KnnFloatVectorQuery(Fields.VECTOR, vector, width, among);
        return searcher.search(nearest, most).scoreDocs;
    }

    /** The cosine with a vector of unit length. */
    double cosine(float[] other) {
        return Math.clamp(VectorUtil.dotProduct(vector, other), -1, 1);
    }

    /** The query's vector, of unit length. */
    float[] vector() {
        return vector;
    }

    /** The vectors of documents of a leaf, which are to be asked about in ascending order. */
    static Vectors in(LeafReaderContext leaf) throws IOException {
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
        DocIndexIterator position = vectors.iterator();
        return document -> {
            position.advance(document);
            return vectors.vectorValue(position.index()).clone();
        };
    }

    @FunctionalInterface
    interface Vectors {

        float[] of(int document) throws IOException;
    }
}
