package dev.recall4j;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/**
 * Lets nothing but vectors through: as many as texts, of the right dimension, finite, and of unit
 * length. Whatever else a model answers, or throws, is {@code MODEL_UNAVAILABLE}, so that turns
 * stay pending and no index is poisoned; only {@link ModelFailure what is wrong with the machine}
 * is passed on. Thread-safe, if the embedder is.
 */
final class CheckedEmbedder implements Embedder {

    private static final double LENGTH_TOLERANCE = 0.01;

    private final Embedder embedder;
    private final EmbedderInfo info;

    CheckedEmbedder(Embedder embedder) {
        this.embedder = embedder;
        this.info = embedder.info();
    }

    @Override
    public EmbedderInfo info() {
        return info;
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        List<float[]> vectors = answer(() -> embedder.embedPassages(texts));
        if (vectors.size() != texts.size()) {
            throw refused("%,d vectors for %,d texts".formatted(vectors.size(), texts.size()));
        }
        vectors.forEach(this::requireUnit);
        return vectors;
    }

    @Override
    public float[] embedQuery(String text) {
        float[] vector = answer(() -> embedder.embedQuery(text));
        requireUnit(vector);
        return vector;
    }

    /** The message of a model's own exception could hold what was said, so it goes no further. */
    private <T> T answer(Supplier<@Nullable T> question) {
        T answer;
        try {
            answer = question.get();
        } catch (UnavailableException e) {
            throw e;
        } catch (Throwable e) {
            ModelFailure.passOnIfOfTheMachine(e);
            throw refused("a " + e.getClass().getSimpleName());
        }
        if (answer == null) {
            throw refused("nothing");
        }
        return answer;
    }

    private void requireUnit(float @Nullable [] vector) {
        if (vector == null) {
            throw refused("no vector for a text");
        }
        if (vector.length != info.dimension()) {
            throw refused("%,d dimensions, not %,d".formatted(vector.length, info.dimension()));
        }
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (!(Math.abs(Math.sqrt(square) - 1) < LENGTH_TOLERANCE)) {
            throw refused("a vector that is not of unit length");
        }
    }

    private UnavailableException refused(String answer) {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "The embedder %s answered with %s; check the model, what was said is kept."
                        .formatted(info.name(), answer));
    }

    @Override
    public Band band() {
        return embedder.band();
    }

    @Override
    public void close() {
        embedder.close();
    }
}
