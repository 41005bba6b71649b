package dev.recall4j.lucene;

import dev.recall4j.model.Filter;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

import java.io.IOException;

/**
 * Finds the memories that pass a filter by looking at each. Slow: other conditions are to go first,
 * and do, since Lucene asks the dearest last.
 */
final class VerifiedQuery extends Query {

    private static final float COST_OF_DECODING = 2_000;

    private final Filter filter;

    VerifiedQuery(Filter filter) {
        this.filter = filter;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {

            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
                BinaryDocValues memories = DocValues.getBinary(leaf.reader(), Fields.MEMORY);
                Scorer scorer =
                        new ConstantScoreScorer(score(), mode, verification(leaf, memories));
                return new DefaultScorerSupplier(scorer);
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    private TwoPhaseIterator verification(LeafReaderContext leaf, BinaryDocValues memories) {
        DocIdSetIterator all = DocIdSetIterator.all(leaf.reader().maxDoc());
        return new TwoPhaseIterator(all) {

            @Override
            public boolean matches() throws IOException {
                return memories.advanceExact(all.docID())
                        && filter.test(KeptMemory.decode(memories.binaryValue()));
            }

            @Override
            public float matchCost() {
                return COST_OF_DECODING;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifiedQuery that && filter.equals(that.filter);
    }

    @Override
    public int hashCode() {
        return filter.hashCode();
    }

    /** Without the values, which may be remembered text. */
    @Override
    public String toString(String field) {
        return "verified";
    }
}
