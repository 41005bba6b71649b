package dev.recall4j.lucene;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/** How words weigh. A memory scores less than the weight of each word it has, never more. */
final class Bm25 extends BM25Similarity {

    /** Found on conversations, docs/adr/0005: short texts, in which length tells little. */
    private static final float SATURATION = 0.9f;

    private static final float LENGTH_INFLUENCE = 0.4f;

    private static final Bm25 INSTANCE = new Bm25();

    private Bm25() {
        super(SATURATION, LENGTH_INFLUENCE);
    }

    static Similarity similarity() {
        return INSTANCE;
    }

    /** The weight of a word: the more, the fewer memories have it. */
    static double weight(long having, long memories) {
        return INSTANCE.idf(having, memories);
    }
}
