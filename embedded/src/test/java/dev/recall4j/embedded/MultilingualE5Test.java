package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;
import dev.recall4j.tck.EmbedderContract;
import dev.recall4j.tck.HashingEmbedder;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What the guide tells users to write keeps the contract, whatever runs the model. */
class MultilingualE5Test extends EmbedderContract {

    private static final Embedder.Band BAND = new Embedder.Band(0.1, 1);

    @Override
    protected Embedder open() {
        Embedder hashing = new HashingEmbedder(384);
        return new MultilingualE5(hashing::embedQuery, BAND);
    }

    @Override
    protected EmbedderInfo expectedInfo() {
        return new EmbedderInfo("multilingual-e5-small", 384);
    }

    @Test
    void questions_and_passages_have_their_prefixes() {
        List<String> texts = new ArrayList<>();
        try (Embedder embedder =
                new MultilingualE5(
                        text -> {
                            texts.add(text);
                            return new float[] {1};
                        },
                        BAND)) {
            embedder.embedQuery("猫の名前は？");
            embedder.embedPassages(List.of("猫はタマです。"));
        }

        assertThat(texts).containsExactly("query: 猫の名前は？", "passage: 猫はタマです。");
    }
}
