package dev.recall4j.lucene;

import dev.recall4j.model.Signal;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

import java.io.IOException;

/** Finds memories that have words of the query. */
final class WordSearch implements SignalSearch {

    private final IndexSearcher searcher;
    private final WantedWords wanted;
    private final Weight weight;

    WordSearch(IndexSearcher searcher, WantedWords wanted) throws IOException {
        this.searcher = searcher;
        this.wanted = wanted;
        this.weight =
                searcher.createWeight(searcher.rewrite(wanted.query()), ScoreMode.COMPLETE, 1);
    }

    @Override
    public Signal signal() {
        return Signal.KEYWORD;
    }

    @Override
    public ScoreDoc[] best(Query among, int most) throws IOException {
        Query narrowed =
                new BooleanQuery.Builder()
                        .add(wanted.query(), Occur.MUST)
                        .add(among, Occur.FILTER)
                        .build();
        return searcher.search(narrowed, most).scoreDocs;
    }

    @Override
    public LeafScores in(LeafReaderContext leaf) throws IOException {
        Scorer scorer = weight.scorer(leaf);
        if (scorer == null) {
            return document -> 0;
        }
        DocIdSetIterator matches = scorer.iterator();
        return document -> {
            int next = matches.docID() < document ? matches.advance(document) : matches.docID();
            return next == document ? Math.min(scorer.score() / wanted.weight(), 1) : 0;
        };
    }
}
