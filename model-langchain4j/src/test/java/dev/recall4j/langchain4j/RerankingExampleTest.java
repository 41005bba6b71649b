package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.cohere.CohereScoringModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.recall4j.Memories;
import dev.recall4j.Reranking;
import dev.recall4j.embedded.Recall4j;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Scope;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Signal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** The guide's example, compiled and run against a server that speaks Cohere's protocol. */
class RerankingExampleTest {

    @TempDir Path directory;

    private final FakeCohere cohere = new FakeCohere();

    @AfterEach
    void stop() {
        cohere.close();
    }

    @Test
    void the_example_of_the_guide_works() {
        String address = cohere.address();
        String key = "a-key";
        Path path = directory;
        // [reranking]
        ScoringModel model =
                CohereScoringModel.builder()
                        .baseUrl(address)
                        .apiKey(key)
                        .modelName("rerank-v3.5")
                        .timeout(Duration.ofSeconds(2))
                        .maxRetries(0)
                        .build();
        try (Memories memories =
                Recall4j.at(path)
                        .reranker(new ScoringModelReranker(model))
                        .reranking(Reranking.defaults().withTimeout(Duration.ofSeconds(2)))
                        .open()) {
            Scope ana = Scope.ofUser("ana");
            memories.add(ana, "I moved to Lisbon in May.");
            memories.add(ana, "My sister lives in Porto.");

            SearchRequest request =
                    SearchRequest.builder(ana, "Where does the sister live?").explain(true).build();
            Recall recall = memories.search(request);
            boolean reranked =
                    recall.reasons().stream()
                            .noneMatch(r -> r.code() == ReasonCode.RERANKER_UNAVAILABLE);
            // [/reranking]
            assertThat(reranked).isTrue();
            assertThat(recall.results().getFirst().memory().text()).contains("Porto");
            assertThat(recall.results().getFirst().explanation()).containsKey(Signal.RERANK);
        }
    }

    @Test
    void an_answer_with_too_few_scores_leaves_the_order_of_the_signals() {
        cohere.answer(200, "{\"results\":[],\"meta\":{\"billed_units\":{\"search_units\":1}}}");
        try (Memories memories =
                Recall4j.at(directory).reranker(new ScoringModelReranker(cohere.client())).open()) {
            Scope ana = Scope.ofUser("ana");
            memories.add(ana, "I moved to Lisbon in May.");

            Recall recall = memories.search(ana, "Lisbon");

            assertThat(recall.results()).hasSize(1);
            assertThat(recall.reasons())
                    .extracting(Reason::code)
                    .containsExactly(ReasonCode.RERANKER_UNAVAILABLE);
        }
    }
}
