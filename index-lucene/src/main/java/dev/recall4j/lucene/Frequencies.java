package dev.recall4j.lucene;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

import java.io.IOException;

/**
 * How many memories have a term. Lucene's own count includes what was changed or removed until it
 * merges the file, which would move scores with each change, and back with each merge.
 */
final class Frequencies {

    /** Of a file with more, the share of what is left in the file is taken. */
    private static final int COUNTED_MAX = 10_000;

    private Frequencies() {}

    static long of(Term term, IndexSearcher searcher) throws IOException {
        long frequency = 0;
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            frequency += in(leaf.reader(), term);
        }
        return frequency;
    }

    private static long in(LeafReader reader, Term term) throws IOException {
        int having = reader.docFreq(term);
        Bits live = reader.getLiveDocs();
        if (having == 0 || live == null) {
            return having;
        }
        return having > COUNTED_MAX
                ? (long) having * reader.numDocs() / reader.maxDoc()
                : counted(reader.postings(term, PostingsEnum.NONE), live);
    }

    private static long counted(PostingsEnum having, Bits live) throws IOException {
        long count = 0;
        for (int document = having.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = having.nextDoc()) {
            if (live.get(document)) {
                count++;
            }
        }
        return count;
    }
}
