package dev.recall4j.tck;

import dev.recall4j.spi.Reranker;

class ScriptedRerankerTest extends RerankerContract {

    @Override
    protected Reranker open() {
        return new ScriptedReranker();
    }

    @Override
    protected Reranker openWithoutModel() {
        ScriptedReranker reranker = new ScriptedReranker();
        reranker.takeDown();
        return reranker;
    }
}
