package dev.recall4j.lucene;

import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The words of a query, each once.
 *
 * @param query finds the memories that have one of them
 * @param weight the most that a memory can score: the sum of the weights of all words, those that
 *     no memory has included
 */
record WantedWords(Query query, double weight) {

    /** Of a longer query the rarest words count. Lucene takes about a thousand clauses. */
    private static final int KNOWN_WORDS_MAX = 300;

    private record Wanted(Term term, TermStates states) {}

    static WantedWords of(String text, Words words, IndexSearcher searcher) throws IOException {
        CollectionStatistics memories = searcher.collectionStatistics(Fields.WORDS);
        long count = memories == null ? 0 : memories.docCount();
        List<Wanted> known = new ArrayList<>();
        double weight = 0;
        for (String word : words.of(text)) {
            Term term = new Term(Fields.WORDS, word);
            TermStates states = TermStates.build(searcher, term, true);
            weight += Bm25.weight(states.docFreq(), count);
            if (states.docFreq() > 0) {
                known.add(new Wanted(term, states));
            }
        }
        known.sort(Comparator.comparingInt(wanted -> wanted.states.docFreq()));
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        known.stream()
                .limit(KNOWN_WORDS_MAX)
                .forEach(
                        wanted -> any.add(new TermQuery(wanted.term, wanted.states), Occur.SHOULD));
        return new WantedWords(any.build(), weight);
    }
}
