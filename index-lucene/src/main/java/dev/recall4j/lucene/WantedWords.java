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
        long count = Frequencies.of(new Term(Fields.TENANT, tenant.id()), searcher);
        record Known(Query query, long frequency) {}
        List<Known> found = new ArrayList<>();
        double weight = 0;
        for (String word : StopWords.without(words.of(AskingPhrases.without(text)))) {
            Term term = TenantWords.term(tenant, word);
            long frequency = Frequencies.of(term, searcher);
            float weightOfWord = Bm25.weight(frequency, Math.max(count, frequency));
            weight += weightOfWord;
            if (frequency > 0) {
                Query having = new TermQuery(term, TermStates.build(searcher, term, true));
                found.add(new Known(new BoostQuery(having, weightOfWord), frequency));
            }
        }
        return new WantedWords(
                found.stream()
                        .sorted(Comparator.comparingLong(Known::frequency))
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
