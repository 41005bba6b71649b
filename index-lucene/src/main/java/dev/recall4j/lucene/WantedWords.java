package dev.recall4j.lucene;

import dev.recall4j.model.Tenant;

import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The words of a query that tell something, each once, weighed by the memories of one tenant.
 *
 * @param words those that some memory has, each as a query of its own, rarest first
 * @param weight the most that a memory can score: the sum of the weights of all words, those that
 *     no memory has included
 */
record WantedWords(List<Query> words, double weight) {

    /** Of a longer query the rarest words count. */
    private static final int KNOWN_WORDS_MAX = 300;

    static WantedWords of(Tenant tenant, String text, Words words, IndexSearcher searcher)
            throws IOException {
        long count = searcher.getIndexReader().docFreq(new Term(Fields.TENANT, tenant.id()));
        record Known(Query query, int frequency) {}
        List<Known> found = new ArrayList<>();
        double weight = 0;
        for (String word : StopWords.without(words.of(AskingPhrases.without(text)))) {
            Term term = TenantWords.term(tenant, word);
            TermStates states = TermStates.build(searcher, term, true);
            float weightOfWord = Bm25.weight(states.docFreq(), count);
            weight += weightOfWord;
            if (states.docFreq() > 0) {
                Query query = new BoostQuery(new TermQuery(term, states), weightOfWord);
                found.add(new Known(query, states.docFreq()));
            }
        }
        return new WantedWords(
                found.stream()
                        .sorted(Comparator.comparingInt(Known::frequency))
                        .limit(KNOWN_WORDS_MAX)
                        .map(Known::query)
                        .toList(),
                weight);
    }

    /** Finds the memories that have one of the words. */
    Query query() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        words.forEach(word -> any.add(word, Occur.SHOULD));
        return any.build();
    }
}
