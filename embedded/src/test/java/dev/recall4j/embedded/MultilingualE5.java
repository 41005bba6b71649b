package dev.recall4j.embedded;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import java.util.List;
import java.util.function.Function;

/**
 * The embedder of {@code docs/languages.md}: whatever runs the model, with the prefixes that it was
 * trained with.
 */
final class MultilingualE5 implements Embedder {

    private final Function<String, float[]> model;
    private final Band band;
    private volatile boolean closed;

    MultilingualE5(Function<String, float[]> model, Band band) {
        this.model = model;
        this.band = band;
    }

    @Override
    public EmbedderInfo info() {
        return new EmbedderInfo("multilingual-e5-small", 384);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        return texts.stream().map(text -> vector("passage: " + text)).toList();
    }

    @Override
    public float[] embedQuery(String text) {
        return vector("query: " + text);
    }

    private float[] vector(String text) {
        if (closed) {
            throw new UnavailableException(ErrorCode.CLOSED, "The embedder is closed.");
        }
        return model.apply(text);
    }

    @Override
    public Band band() {
        return band;
    }

    @Override
    public void close() {
        closed = true;
    }
}
