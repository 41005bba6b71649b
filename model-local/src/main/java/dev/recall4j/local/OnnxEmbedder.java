package dev.recall4j.local;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;

import java.util.List;

/**
 * Embeds texts with a model that runs inside this process: no key, no server, no network. English.
 *
 * <p>The model loads in the background while this is constructed; whoever asks first waits for it.
 * Texts are embedded side by side on a few threads of its own, however many threads ask; calls get
 * their turn text by text, so a question waits for no batch. A text is read up to the model's limit
 * ({@link OnnxModel}), about 300 words. Thread-safe. A call does not react to interruption.
 *
 * <p>Errors: {@code MODEL_UNAVAILABLE} if the model's jar is missing or the native runtime cannot
 * be loaded on this machine, {@code CLOSED} after {@link #close}.
 */
public final class OnnxEmbedder implements Embedder {

    private static final int MOST_THREADS = 4;

    private final OnnxModel model;
    private final OnnxWorkers workers;

    /** With the model that comes with this module. */
    public OnnxEmbedder() {
        this(OnnxModel.E5_SMALL_V2);
    }

    /**
     * @param model its jar must be on the class path or module path
     */
    public OnnxEmbedder(OnnxModel model) {
        this.model = model;
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        workers = new OnnxWorkers(model, threads);
    }

    @Override
    public EmbedderInfo info() {
        return model.info();
    }

    @Override
    public Band band() {
        return model.band();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        return workers.embed(texts.stream().map(model.passagePrefix()::concat).toList());
    }

    @Override
    public float[] embedQuery(String text) {
        return workers.embed(List.of(model.queryPrefix() + text)).getFirst();
    }

    /** Lets the texts under way finish; calls that wait for more fail with {@code CLOSED}. */
    @Override
    public void close() {
        workers.close();
    }
}
