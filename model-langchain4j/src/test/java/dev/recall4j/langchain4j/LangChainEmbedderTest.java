package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;
import dev.recall4j.tck.EmbedderContract;
import dev.recall4j.tck.HashingEmbedder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An embedding model that a user made herself, with vectors of any length. */
class LangChainEmbedderTest extends EmbedderContract {

    private static final EmbeddingOptions KNOWN =
            EmbeddingOptions.defaults().withDimension(256).withBand(new Embedder.Band(0.1, 0.9));

    private static final class Model implements EmbeddingModel, AutoCloseable {

        private final HashingEmbedder vectors = new HashingEmbedder();
        private final List<List<String>> batches = new ArrayList<>();
        private final AtomicInteger closings = new AtomicInteger();
        private UnaryOperator<List<Embedding>> lie = UnaryOperator.identity();

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            List<String> texts = segments.stream().map(TextSegment::text).toList();
            synchronized (this) {
                batches.add(texts);
            }
            return Response.from(
                    lie.apply(texts.stream().map(text -> Embedding.from(longer(text))).toList()));
        }

        private float[] longer(String text) {
            float[] vector = vectors.embedQuery(text);
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= 3;
            }
            return vector;
        }

        @Override
        public void close() {
            closings.incrementAndGet();
        }
    }

    private Model model = new Model();

    @BeforeEach
    void forgetAll() {
        model = new Model();
    }

    @Override
    protected Embedder open() {
        return new LangChainEmbedder("house/hashing", new Model());
    }

    @Override
    protected EmbedderInfo expectedInfo() {
        return new EmbedderInfo("house/hashing", 256);
    }

    @Test
    void dimension_and_band_are_found_out_with_sentences_of_our_own() {
        try (Embedder embedder = new LangChainEmbedder("house/hashing", model)) {
            assertThat(embedder.info().dimension()).isEqualTo(256);
            assertThat(embedder.band().floor()).isBetween(-0.1, 0.3);
            assertThat(embedder.band().ceiling()).isBetween(embedder.band().floor() + 0.05, 0.9);
        }
        assertThat(model.batches).hasSize(2).allSatisfy(batch -> assertThat(batch).hasSize(6));
    }

    @Test
    void a_model_whose_dimension_and_band_are_given_need_not_be_there_yet() {
        try (Embedder embedder = new LangChainEmbedder("house/hashing", model, KNOWN)) {
            assertThat(embedder.info().dimension()).isEqualTo(256);
            assertThat(embedder.band()).isEqualTo(new Embedder.Band(0.1, 0.9));
        }
        assertThat(model.batches).isEmpty();
    }

    @Test
    void a_model_to_which_all_texts_are_alike_still_has_a_band() {
        model.lie = vectors -> vectors.stream().map(v -> vectors.getFirst()).toList();
        try (Embedder embedder = new LangChainEmbedder("house/hashing", model)) {
            assertThat(embedder.band().ceiling() - embedder.band().floor())
                    .isCloseTo(0.05, within(0.011));
        }
    }

    @Test
    void questions_and_passages_get_the_prefixes_that_the_model_wants() {
        try (Embedder embedder =
                new LangChainEmbedder(
                        "house/hashing", model, KNOWN.withPrefixes("query: ", "passage: "))) {
            embedder.embedQuery("tea?");
            embedder.embedPassages(List.of("tea"));
        }
        assertThat(model.batches).containsExactly(List.of("query: tea?"), List.of("passage: tea"));
    }

    @Test
    void a_text_is_cut_where_the_model_stops_reading_but_within_no_character() {
        try (Embedder embedder =
                new LangChainEmbedder("house/hashing", model, KNOWN.withLongestText(100))) {
            embedder.embedQuery("ä".repeat(70));
            embedder.embedQuery("x" + "ä".repeat(70));
            embedder.embedQuery("🐈".repeat(40));
        }
        assertThat(model.batches)
                .containsExactly(
                        List.of("ä".repeat(50)),
                        List.of("x" + "ä".repeat(49)),
                        List.of("🐈".repeat(25)));
    }

    @Test
    void many_texts_go_in_batches_that_every_provider_takes() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            texts.add("tea " + i);
        }
        texts.add("long ".repeat(1_500));
        texts.add("longer ".repeat(1_140));
        texts.add("longest ".repeat(900));
        texts.add("short");
        try (Embedder embedder = new LangChainEmbedder("house/hashing", model, KNOWN)) {
            assertThat(embedder.embedPassages(texts)).hasSize(74);
        }
        assertThat(model.batches).extracting(List::size).containsExactly(32, 32, 8, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fewer", "short", "nothing", "not a number"})
    void what_is_no_vector_for_every_text_is_told(String lie) {
        try (Embedder embedder = new LangChainEmbedder("house/hashing", model, KNOWN)) {
            model.lie =
                    vectors ->
                            switch (lie) {
                                case "fewer" -> vectors.subList(1, vectors.size());
                                case "short" -> List.of(Embedding.from(new float[] {1, 2}));
                                case "nothing" -> List.of(Embedding.from(new float[256]));
                                default -> List.of(Embedding.from(notNumbers()));
                            };

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> embedder.embedQuery("Ana's safe"))
                    .withMessageContaining("house/hashing answered in no way that was expected")
                    .withMessageNotContaining("Ana");
        }
    }

    private static float[] notNumbers() {
        float[] vector = new float[256];
        vector[7] = Float.NaN;
        return vector;
    }

    @Test
    void a_model_that_can_be_closed_is_closed_once() {
        Embedder embedder = new LangChainEmbedder("house/hashing", model, KNOWN);

        embedder.close();
        embedder.close();

        assertThat(model.closings).hasValue(1);
    }
}
