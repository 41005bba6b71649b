package dev.recall4j.langchain4j;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;

import java.util.ArrayList;
import java.util.List;

/**
 * An embedder that is waited for no longer than {@link Patience} says, asked again where that
 * helps, and left alone while it keeps failing. Thread-safe, if the embedder is. The time limit is
 * one for every 32 passages, fewer if they are long.
 */
public final class PatientEmbedder implements Embedder {

    private final Embedder embedder;
    private final PatientCalls calls;

    /**
     * @param embedder closed with this one
     */
    public PatientEmbedder(Embedder embedder, Patience patience) {
        this(embedder, new PatientCalls(embedder.info().name(), patience));
    }

    PatientEmbedder(Embedder embedder, PatientCalls calls) {
        this.embedder = embedder;
        this.calls = calls;
    }

    @Override
    public EmbedderInfo info() {
        return embedder.info();
    }

    @Override
    public Band band() {
        return embedder.band();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (List<String> slice : Slices.of(texts)) {
            vectors.addAll(calls.call(() -> embedder.embedPassages(slice)));
        }
        return vectors;
    }

    @Override
    public float[] embedQuery(String text) {
        return calls.call(() -> embedder.embedQuery(text));
    }

    /** Calls under way fail with {@code CLOSED}. */
    @Override
    public void close() {
        calls.close();
        embedder.close();
    }
}
