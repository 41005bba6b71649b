package dev.recall4j.lucene;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.util.IOUtils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Words that questions are built with and that tell nothing about what is asked: "what", "did",
 * "the". Memories keep them; only a query does without, where it has other words. A word may tell
 * much in one language and nothing in another, so only those of one language count: that of which
 * the query has most.
 */
final class StopWords {

    /** Lists of the Snowball project that come with Lucene; the first one wins a tie. */
    private static final List<String> LANGUAGES =
            List.of(
                    "english",
                    "german",
                    "french",
                    "spanish",
                    "italian",
                    "portuguese",
                    "dutch",
                    "swedish",
                    "danish",
                    "norwegian",
                    "finnish",
                    "hungarian",
                    "russian");

    /** In the form that {@link Words} gives them. */
    private static final List<Set<String>> LISTS = LANGUAGES.stream().map(StopWords::list).toList();

    private StopWords() {}

    /** The terms of a query that tell something; all of them if none does. */
    static Collection<String> without(Set<String> terms) {
        Set<String> most = Set.of();
        for (Set<String> list : LISTS) {
            Set<String> common = new HashSet<>(terms);
            common.retainAll(list);
            if (common.size() > most.size()) {
                most = common;
            }
        }
        Set<String> telling = new LinkedHashSet<>(terms);
        telling.removeAll(most);
        return telling.isEmpty() ? terms : telling;
    }

    private static Set<String> list(String language) {
        try (Words words = new Words()) {
            CharArraySet list =
                    WordlistLoader.getSnowballWordSet(
                            IOUtils.requireResourceNonNull(
                                    SnowballFilter.class.getResourceAsStream(
                                            language + "_stop.txt"),
                                    language),
                            StandardCharsets.UTF_8);
            Set<String> terms = new HashSet<>();
            for (Object word : list) {
                terms.addAll(words.of(new String((char[]) word)));
            }
            return terms;
        } catch (IOException e) {
            throw new IllegalStateException("Lucene comes with these lists", e);
        }
    }
}
