package dev.recall4j.langchain4j;

import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.Reranker;
import dev.recall4j.tck.ScriptedReranker;

import java.util.List;

/** What the models of these tests know of relevance: the share of the query's words. */
final class WordsInCommon {

    private WordsInCommon() {}

    static double[] relevances(String query, List<String> texts) {
        try (ScriptedReranker words = new ScriptedReranker()) {
            return words.relevances(
                    query,
                    texts.stream()
                            .map(text -> new Reranker.Passage(MemoryId.of("any"), text, 0))
                            .toList());
        }
    }
}
