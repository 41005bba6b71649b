package dev.recall4j.lucene;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/** How words weigh. A memory scores less than the weight of each word it has, never more. */
final class Bm25 extends BM25Similarity {

    private static final Bm25 INSTANCE = new Bm25();

    private Bm25() {}

    static Similarity similarity() {
        return INSTANCE;
    }

    /** The weight of a word: the more, the fewer memories have it. */
    static double weight(long having, long memories) {
        return INSTANCE.idf(having, memories);
    }
}
