package dev.recall4j.embedded;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;
import dev.recall4j.tck.HashingEmbedder;

import java.util.List;

/** An embedder that fails when it is told to, and then says what it was asked. */
final class QuotingEmbedder implements Embedder {

    private final Embedder good = new HashingEmbedder();
    private volatile boolean down;

    void down(boolean isDown) {
        down = isDown;
    }

    /** What a model says that has no manners. */
    static UnavailableException quoting(String remedy, Object asked) {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                remedy + ": " + asked,
                new IllegalStateException("Asked about " + asked));
    }

    private void requireUp(Object asked) {
        if (down) {
            throw quoting("Put the quoting model on the class path", asked);
        }
    }

    @Override
    public EmbedderInfo info() {
        return good.info();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        requireUp(texts);
        return good.embedPassages(texts);
    }

    @Override
    public float[] embedQuery(String text) {
        requireUp(text);
        return good.embedQuery(text);
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
