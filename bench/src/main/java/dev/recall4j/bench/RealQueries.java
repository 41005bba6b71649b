package dev.recall4j.bench;

import dev.recall4j.local.OnnxEmbedder;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;
import dev.recall4j.tck.HashingEmbedder;

import java.util.List;

/**
 * Hashes words, but lets the default model embed each query first: a search costs what it costs
 * with that model, over more memories than one has the patience to let it embed.
 */
final class RealQueries implements Embedder {

    private final HashingEmbedder hashing = new HashingEmbedder(Store.DIMENSION);
    private final OnnxEmbedder model = new OnnxEmbedder();

    @Override
    public EmbedderInfo info() {
        return hashing.info();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        return hashing.embedPassages(texts);
    }

    @Override
    public float[] embedQuery(String text) {
        if (model.embedQuery(text).length != Store.DIMENSION) {
            throw new IllegalStateException("The default model has other dimensions");
        }
        return hashing.embedQuery(text);
    }

    @Override
    public Band band() {
        return hashing.band();
    }

    @Override
    public void close() {
        model.close();
    }
}
