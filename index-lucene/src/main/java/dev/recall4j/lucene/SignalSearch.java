package dev.recall4j.lucene;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

import java.io.IOException;

/** How one signal finds memories on its own. */
sealed interface SignalSearch permits NeighbourSearch, WordSearch {

    /** The best of the documents that a query finds. */
    ScoreDoc[] best(Query among, int most) throws IOException;
}
