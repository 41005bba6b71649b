package dev.recall4j.lucene;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/**
 * How words weigh. A memory scores less than the weight of each word it has, never more.
 *
 * <p>Lucene's statistics are those of all tenants of an index, so nothing here looks at them: the
 * weight of a word comes with the query ({@link WantedWords}), and the length to which memories are
 * compared is a constant.
 */
final class Bm25 extends BM25Similarity {

    /** Found on conversations, docs/adr/0005: short texts, in which length tells little. */
    private static final float SATURATION = 0.9f;

    private static final float LENGTH_INFLUENCE = 0.4f;

    /** Terms of a turn of a conversation, on the average. */
    private static final float USUAL_LENGTH = 23;

    private static final Bm25 INSTANCE = new Bm25();

    private Bm25() {
        super(SATURATION, LENGTH_INFLUENCE);
    }

    static Similarity similarity() {
        return INSTANCE;
    }

    /** The weight of a word: the more, the fewer memories of the tenant have it. */
    static float weight(long having, long memories) {
        return INSTANCE.idf(having, memories);
    }

    @Override
    protected float avgFieldLength(CollectionStatistics ofAllTenants) {
        return USUAL_LENGTH;
    }

    @Override
    public Explanation idfExplain(CollectionStatistics ofAllTenants, TermStatistics term) {
        return Explanation.match(1, "the query brings the weight");
    }
}
