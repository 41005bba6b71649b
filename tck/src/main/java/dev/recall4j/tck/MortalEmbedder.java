package dev.recall4j.tck;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import java.util.List;
import java.util.function.UnaryOperator;

/** An embedder that a test can take down and bring up again, or make lie. Thread-safe. */
public final class MortalEmbedder implements Embedder {

    private final Embedder alive = new HashingEmbedder();
    private volatile boolean down;
    private volatile UnaryOperator<List<float[]>> lie = UnaryOperator.identity();

    /** What becomes of the vectors of passages. */
    public void lie(UnaryOperator<List<float[]>> next) {
        lie = next;
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public EmbedderInfo info() {
        return alive.info();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        requireAlive();
        return lie.apply(alive.embedPassages(texts));
    }

    @Override
    public float[] embedQuery(String text) {
        requireAlive();
        return alive.embedQuery(text);
    }

    private void requireAlive() {
        if (down) {
            throw new UnavailableException(
                    ErrorCode.MODEL_UNAVAILABLE, "The embedder is down; try later.");
        }
    }

    @Override
    public Band band() {
        return alive.band();
    }

    @Override
    public void close() {
        alive.close();
    }
}
