package dev.recall4j.tck;

import dev.recall4j.spi.Reranker;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The contract is worth something only if a reranker that does nothing breaks all of it. */
class RerankerContractTest {

    private static final class DoNothingReranker implements Reranker {

        @Override
        public double[] relevances(String query, List<Passage> passages) {
            return new double[0];
        }

        @Override
        public void close() {}
    }

    static final class DoNothing extends RerankerContract {

        @Override
        protected Reranker open() {
            return new DoNothingReranker();
        }

        @Override
        protected Reranker openWithoutModel() {
            return new DoNothingReranker();
        }
    }

    @Test
    void a_reranker_that_does_nothing_breaks_every_promise() {
        NothingPasses.of(DoNothing.class);
    }
}
