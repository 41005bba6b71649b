package dev.recall4j.langchain4j;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;
import dev.recall4j.tck.EmbedderContract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

/** Vectors that come over OpenAI's protocol. */
@Timeout(60)
class OpenAiEmbedderTest extends EmbedderContract {

    private final FakeProvider provider = new FakeProvider();

    @AfterAll
    void stop() {
        provider.close();
    }

    @Override
    protected Embedder open() {
        return Models.embedder(EmbeddingSettings.of(provider.settings(Provider.OPENAI).build()));
    }

    @Override
    protected EmbedderInfo expectedInfo() {
        return new EmbedderInfo("openai/a-model", FakeProvider.DIMENSION);
    }
}
