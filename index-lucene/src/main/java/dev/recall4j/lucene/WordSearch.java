package dev.recall4j.lucene;

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
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds memories that have words of the query. */
final class WordSearch implements SignalSearch {

    private final IndexSearcher searcher;
    private final WantedWords wanted;
    private final List<Weight> weights = new ArrayList<>();

    WordSearch(IndexSearcher searcher, WantedWords wanted) throws IOException {
        this.searcher = searcher;
        this.wanted = wanted;
        for (Query word : wanted.words()) {
            weights.add(searcher.createWeight(word, ScoreMode.COMPLETE, 1));
        }
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

    /** What documents of a leaf have, which are to be asked about in ascending order. */
    Shares in(LeafReaderContext leaf) throws IOException {
        List<@Nullable Scorer> scorers = new ArrayList<>();
        for (Weight weight : weights) {
            scorers.add(weight.scorer(leaf));
        }
        return document -> {
            double[] shares = new double[scorers.size()];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = share(scorers.get(i), document);
            }
            return shares;
        };
    }

    private double share(@Nullable Scorer scorer, int document) throws IOException {
        if (scorer == null) {
            return 0;
        }
        DocIdSetIterator having = scorer.iterator();
        int next = having.docID() < document ? having.advance(document) : having.docID();
        return next == document ? scorer.score() / wanted.weight() : 0;
    }

    @FunctionalInterface
    interface Shares {

        /** What each word of the query gives a document, as a share of the query's whole weight. */
        double[] of(int document) throws IOException;
    }
}
