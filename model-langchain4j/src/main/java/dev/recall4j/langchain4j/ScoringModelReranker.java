package dev.recall4j.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Reranker;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A LangChain4j {@link ScoringModel}, in process or behind HTTP, as a reranker. Thread-safe, if the
 * model is. One call to the model for each call, as long as its own retries are not counted.
 *
 * <p>Scores from 0 to 1 are relevances as they are. If one of a call lies outside, all of them are
 * taken for logits and each becomes {@code 1 / (1 + exp(-score))}; their order stays. Where a model
 * can give scores from 0 to 1 itself, let it: the figures of different calls then always compare.
 *
 * <p>What the model throws is {@code MODEL_UNAVAILABLE} with the kind of the failure only, because
 * providers repeat in their errors what they were asked.
 */
public final class ScoringModelReranker implements Reranker {

    private final ScoringModel model;

    /** Held by calls, and by closing alone: native code must not lose its model while it runs. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * @param model closed with the reranker if it can be
     */
    public ScoringModelReranker(ScoringModel model) {
        this.model = model;
    }

    /** Asks nothing of the model if there is no passage. Whether all were scored is not checked. */
    @Override
    public double[] relevances(String query, List<Passage> passages) {
        lock.readLock().lock();
        try {
            requireOpen();
            return passages.isEmpty() ? new double[0] : inRange(scores(query, passages));
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new UnavailableException(
                    ErrorCode.CLOSED, "The reranker was closed; open a new one.");
        }
    }

    private double[] scores(String query, List<Passage> passages) {
        List<TextSegment> segments =
                passages.stream().map(passage -> TextSegment.from(passage.text())).toList();
        try {
            return model.scoreAll(segments, query).content().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private UnavailableException unavailable(Exception e) {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "The scoring model %s failed with a %s; check its address, key and quota."
                        .formatted(model.getClass().getSimpleName(), e.getClass().getSimpleName()));
    }

    private static double[] inRange(double[] scores) {
        for (double score : scores) {
            if (score < 0 || score > 1) {
                return ofLogits(scores);
            }
        }
        return scores;
    }

    private static double[] ofLogits(double[] logits) {
        double[] shares = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            shares[i] = 1 / (1 + Math.exp(-logits[i]));
        }
        return shares;
    }

    /** Waits for calls under way. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                closeModel();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void closeModel() {
        if (model instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw unavailable(e);
            }
        }
    }
}
