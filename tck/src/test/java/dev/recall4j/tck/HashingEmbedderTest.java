package dev.recall4j.tck;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;

class HashingEmbedderTest extends EmbedderContract {

    @Override
    protected Embedder open() {
        return new HashingEmbedder();
    }

    @Override
    protected EmbedderInfo expectedInfo() {
        return new EmbedderInfo("hashing-256", 256);
    }
}
