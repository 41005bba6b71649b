package dev.recall4j.lucene;

import dev.recall4j.model.Signal;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

import java.io.IOException;

/** What one signal of a query says about one state of the index. */
sealed interface SignalSearch permits NeighbourSearch, WordSearch {

    Signal signal();

    /** The documents it finds among those that a query finds. */
    ScoreDoc[] best(Query among, int most) throws IOException;

    /** How it scores any document of a leaf. */
    LeafScores in(LeafReaderContext leaf) throws IOException;

    /** The scores in one leaf; documents are to be asked about in ascending order. */
    @FunctionalInterface
    interface LeafScores {

        double score(int document) throws IOException;
    }
}
