package dev.recall4j;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;
import dev.recall4j.tck.HashingEmbedder;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An embedder whose answers are what the test makes of good ones, with the texts in hand. */
final class ScriptedEmbedder implements Embedder {

    private final Embedder good = new HashingEmbedder();
    private volatile Function<List<String>, List<float[]>> script = good::embedPassages;

    void script(Function<List<String>, List<float[]>> next) {
        script = next;
    }

    /** What becomes of good vectors. */
    void lie(UnaryOperator<List<float[]>> lie) {
        script(texts -> lie.apply(good.embedPassages(texts)));
    }

    @Override
    public EmbedderInfo info() {
        return good.info();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        return script.apply(texts);
    }

    @Override
    public float[] embedQuery(String text) {
        return script.apply(List.of(text)).getFirst();
    }

    @Override
    public Band band() {
        return good.band();
    }

    @Override
    public void close() {
        good.close();
    }
}
