package dev.recall4j.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.InvalidRequestException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

class OnnxModelTest {

    private static final String ANSWER = "Ana adopted a grey cat called Pixel last spring.";
    private static final String OTHER = "The night train to Lisbon leaves from platform seven.";

    @ParameterizedTest
    @EnumSource
    void every_model_is_found_by_its_name_and_by_the_name_beside_its_vectors(OnnxModel model) {
        assertThat(OnnxModel.named(model.modelName())).isSameAs(model);
        assertThat(OnnxModel.named(model.info().name())).isSameAs(model);
    }

    @Test
    void an_unknown_name_is_refused_and_the_known_ones_are_told() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> OnnxModel.named("e5-large"))
                .withMessageContaining("e5-large")
                .withMessageContaining("e5-small-v2, bge-small-en-v1.5, all-minilm-l6-v2");
    }

    @ParameterizedTest
    @EnumSource
    void every_model_puts_an_answer_high_in_its_band_and_something_else_lower(OnnxModel model) {
        try (OnnxEmbedder embedder = new OnnxEmbedder(model)) {
            float[] question = embedder.embedQuery("Which cat did Ana adopt?");
            List<float[]> passages = embedder.embedPassages(List.of(ANSWER, OTHER));

            double middle = (embedder.band().floor() + embedder.band().ceiling()) / 2;
            assertThat(cosine(question, passages.getFirst()))
                    .isGreaterThan(middle)
                    .isGreaterThan(cosine(question, passages.getLast()));
        }
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
