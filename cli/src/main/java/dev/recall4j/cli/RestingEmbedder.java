package dev.recall4j.cli;

import dev.recall4j.local.OnnxEmbedder;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import java.util.List;
import java.util.Optional;

/**
 * Stands in for the embedder that made the vectors of a directory while a command works that makes
 * none, so that what needs no model does not fail because of one.
 */
record RestingEmbedder(EmbedderInfo info) implements Embedder {

    /** The default one rests by itself, until it is asked. */
    static Embedder inPlaceOf(Optional<EmbedderInfo> recorded) {
        return recorded.<Embedder>map(RestingEmbedder::new).orElseGet(OnnxEmbedder::new);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        throw resting();
    }

    @Override
    public float[] embedQuery(String text) {
        throw resting();
    }

    private UnavailableException resting() {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "The embedder %s is not opened by this command; add, search or extract."
                        .formatted(info.name()));
    }

    /** Any: nothing is compared. */
    @Override
    public Band band() {
        return new Band(0, 1);
    }

    @Override
    public void close() {}
}
