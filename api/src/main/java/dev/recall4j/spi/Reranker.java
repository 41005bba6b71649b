package dev.recall4j.spi;

import dev.recall4j.model.MemoryId;

import java.util.List;
import java.util.Objects;

/**
 * Says how well memories answer a query, reading both together; slower than a signal and better at
 * it. It sees what the signals found before anything of it is cut. Thread-safe, and free of side
 * effects on what is remembered.
 *
 * <p>Who asks it waits for so long as is configured, then interrupts it and goes on without. An
 * answer that is not as promised counts as none.
 *
 * <p>Errors: {@link dev.recall4j.model.UnavailableException} with {@code MODEL_UNAVAILABLE} if the
 * model cannot be reached or did not answer, with {@code CLOSED} after closing. No message holds a
 * query or a passage; still, of an exception only the code and the name of its class are passed on.
 * What is worth more an implementation logs itself.
 */
public interface Reranker extends AutoCloseable {

    /** It is given no more passages in one call. */
    int PASSAGES_MAX = 1_000;

    /**
     * How well each passage answers the query, from 0 (not at all) to 1; the figures of one call
     * compare with each other. A text longer than the model takes is represented by its beginning.
     *
     * @param query the question as it was asked
     * @param passages best first as far as the signals tell; none to {@value #PASSAGES_MAX}
     * @return a figure for each passage, in their order
     */
    double[] relevances(String query, List<Passage> passages);

    /** Releases the model. Closing twice does no harm. */
    @Override
    void close();

    /**
     * A memory that the signals found.
     *
     * @param memory its id
     * @param text the statement as a reader sees it, never blank: with the day it was said, and who
     *     said it where the statement does not tell, such as {@code [2026-05-03] Ana: I moved to
     *     Lisbon}
     * @param score what the signals give it, from 0 to 1
     */
    record Passage(MemoryId memory, String text, double score) {

        public Passage {
            Objects.requireNonNull(memory, "memory");
            Objects.requireNonNull(text, "text");
        }

        /** The id and the score only. */
        @Override
        public String toString() {
            return "Passage[memory=%s, score=%s]".formatted(memory, score);
        }
    }
}
