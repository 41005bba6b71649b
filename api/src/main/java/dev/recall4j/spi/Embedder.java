package dev.recall4j.spi;

import dev.recall4j.model.EmbedderInfo;

import java.util.List;

/**
 * Turns texts into vectors whose cosine tells how near their meanings are. Thread-safe. The same
 * text gives the same vector on the same machine.
 *
 * <p>Errors: {@link dev.recall4j.model.UnavailableException} with {@code MODEL_UNAVAILABLE} if the
 * model cannot be reached or loaded. Whoever asks tells its user the message of one that was given
 * no remembered text yet, such as which jar is missing, and of all others the code only: what is
 * worth more an implementation logs itself, without a text.
 */
public interface Embedder extends AutoCloseable {

    /** Name and dimension; known at once, even while the model still loads. */
    EmbedderInfo info();

    /**
     * The vectors of texts to be found, in their order, of unit length. A text longer than the
     * model takes is represented by its beginning.
     */
    List<float[]> embedPassages(List<String> texts);

    /** The vector of a question, of unit length. */
    float[] embedQuery(String text);

    /**
     * The band in which this model's cosines tell something: at or below {@link Band#floor} two
     * texts have nothing to do with each other, at or above {@link Band#ceiling} they answer each
     * other.
     */
    Band band();

    /** Releases the model. Closing twice does no harm. */
    @Override
    void close();

    /** See {@link #band}. */
    record Band(double floor, double ceiling) {

        public Band {
            if (!(floor < ceiling && Double.isFinite(floor) && Double.isFinite(ceiling))) {
                throw new IllegalArgumentException("band " + floor + ".." + ceiling);
            }
        }
    }
}
