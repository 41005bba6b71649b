package dev.recall4j.local;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;
import dev.recall4j.tck.EmbedderContract;

class OnnxEmbedderTest extends EmbedderContract {

    @Override
    protected Embedder open() {
        return new OnnxEmbedder();
    }

    @Override
    protected EmbedderInfo expectedInfo() {
        return new EmbedderInfo("e5-small-v2-q", 384);
    }
}
