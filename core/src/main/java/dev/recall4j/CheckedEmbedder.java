package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets nothing but vectors through: as many as texts, of the right dimension, finite, and of unit
 * length; copies of its own, whatever the model does with its buffers. Whatever else a model
 * answers, or throws, is {@code MODEL_UNAVAILABLE}, so that turns stay pending and no index is
 * poisoned; only {@link ModelFailure what is wrong with the machine} is passed on.
 *
 * <p>What a model says when it fails could quote what it was given. So it is first given a word of
 * ours: what it says as long as it fails on that, such as which jar is missing, is passed on and
 * logged once. After that only the kind of a failure is. Thread-safe, if the embedder is.
 */
final class CheckedEmbedder implements Embedder {

    private static final System.Logger LOG = System.getLogger(CheckedEmbedder.class.getName());
    private static final double LENGTH_TOLERANCE = 0.01;
    private static final String WORD_OF_OURS = "memory";

    private final Embedder embedder;
    private final EmbedderInfo info;
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile boolean answered;

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
        requireAnswering();
        List<float[]> vectors = answer(() -> copyOf(embedder.embedPassages(texts)));
        if (vectors.size() != texts.size()) {
            throw refused("%,d vectors for %,d texts".formatted(vectors.size(), texts.size()));
        }
        vectors.forEach(this::requireUnit);
        return vectors;
    }

    @Override
    public float[] embedQuery(String text) {
        requireAnswering();
        float[] vector = answer(() -> copyOf(embedder.embedQuery(text)));
        requireUnit(vector);
        return vector;
    }

    /** A model that has no remembered text yet can quote none. */
    private void requireAnswering() {
        if (answered) {
            return;
        }
        try {
            embedder.embedQuery(WORD_OF_OURS);
        } catch (UnavailableException e) {
            if (complained.compareAndSet(false, true)) {
                LOG.log(WARNING, "The embedder " + info.name() + " cannot be had", e);
            }
            throw e;
        } catch (Throwable e) {
            throw refused(e);
        }
        answered = true;
    }

    /** Read once, before it is checked: what is checked is what is kept. */
    private static @Nullable List<float[]> copyOf(@Nullable List<float[]> vectors) {
        if (vectors == null) {
            return null;
        }
        List<float[]> copies = new ArrayList<>();
        for (float[] vector : vectors) {
            copies.add(copyOf(vector));
        }
        return copies;
    }

    // NullAway does not know that the copy of what is null is none.
    @SuppressWarnings("NullAway")
    private static float[] copyOf(float @Nullable [] vector) {
        return vector == null ? null : vector.clone();
    }

    /** The message of a model's own exception could hold what was said, so it goes no further. */
    private <T> T answer(Supplier<@Nullable T> question) {
        T answer;
        try {
            answer = question.get();
        } catch (Throwable e) {
            throw refused(e);
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

    private UnavailableException refused(Throwable thrown) {
        ModelFailure.passOnIfOfTheMachine(thrown);
        return refused(ModelFailure.codeOf(thrown), "a " + thrown.getClass().getSimpleName());
    }

    private UnavailableException refused(String answer) {
        return refused(ErrorCode.MODEL_UNAVAILABLE, answer);
    }

    private UnavailableException refused(ErrorCode code, String answer) {
        return new UnavailableException(
                code,
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
