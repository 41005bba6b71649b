package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What goes over the wire to each provider for vectors, well and badly. */
@Timeout(60)
class ProvidersEmbeddingTest {

    private static final Patience QUICK = Patience.defaults().withFirstPause(Duration.ofMillis(1));

    private final FakeProvider provider = new FakeProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANTHROPIC")
    void texts_get_their_vectors_in_their_order(Provider kind) {
        try (Embedder embedder = Models.embedder(settings(kind, QUICK))) {
            List<String> texts = IntStream.range(0, 50).mapToObj(i -> "tea number " + i).toList();

            List<float[]> vectors = embedder.embedPassages(texts);

            assertThat(vectors).hasSize(50);
            assertThat(vectors.get(49))
                    .hasSize(FakeProvider.DIMENSION)
                    .containsExactly(embedder.embedPassages(List.of("tea number 49")).getFirst());
        }
    }

    @Test
    void gemini_is_told_which_is_a_question_and_which_is_to_be_found() {
        try (Embedder embedder = Models.embedder(settings(Provider.GOOGLE_GEMINI, QUICK))) {
            embedder.embedQuery("Who drinks tea?");
            assertThat(provider.lastBody().toString()).contains("RETRIEVAL_QUERY");

            embedder.embedPassages(List.of("Ana drinks tea."));
            assertThat(provider.lastBody().toString()).contains("RETRIEVAL_DOCUMENT");
        }
    }

    @ParameterizedTest
    @CsvSource({"OPENAI, true", "AZURE_OPENAI, true", "OPENAI_COMPATIBLE, false"})
    void a_shorter_vector_is_asked_of_openai_and_not_of_what_may_refuse_it(
            Provider kind, boolean asked) {
        EmbeddingSettings settings = settings(kind, QUICK);
        EmbeddingOptions shorter = settings.options().withDimension(FakeProvider.DIMENSION);
        try (Embedder embedder = Models.embedder(settings.withOptions(shorter))) {
            embedder.embedQuery("Who drinks tea?");
        }

        assertThat(provider.lastBody().has("dimensions")).isEqualTo(asked);
    }

    @Test
    void a_dimension_that_the_model_does_not_have_is_told() {
        EmbeddingSettings settings = settings(Provider.OLLAMA, QUICK);
        EmbeddingOptions wrong = settings.options().withDimension(384);
        try (Embedder embedder = Models.embedder(settings.withOptions(wrong))) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> embedder.embedQuery("Who drinks tea?"))
                    .withMessageContaining("(256 dimensions, not 384)");
        }
    }

    @Test
    void anthropic_has_no_vectors_and_says_so() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Models.embedder(settings(Provider.ANTHROPIC, QUICK)))
                .withMessageContaining("take another provider");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "OLLAMA"})
    void a_model_is_asked_again_while_it_is_opened_and_while_it_works(Provider kind) {
        provider.first(FakeProvider.error(503), FakeProvider.hangingUp());
        try (Embedder embedder = Models.embedder(settings(kind, QUICK))) {
            int opening = provider.asked().size();
            assertThat(opening).isEqualTo(4);

            provider.first(FakeProvider.error(429), FakeProvider.error(500));
            embedder.embedPassages(List.of("tea"));
            assertThat(provider.asked()).hasSize(opening + 3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, refused the request",
        "401, refused the key",
        "404, is not known there",
        "429, is busy or over its quota",
        "503, failed"
    })
    void a_model_that_does_not_answer_while_it_is_opened_is_told(int status, String kind) {
        for (Provider each : List.of(Provider.OPENAI, Provider.OLLAMA)) {
            provider.always(FakeProvider.error(status));

            UnavailableException e = failure(each, QUICK);

            assertThat(e)
                    .hasMessageContainingAll(each.code() + "/a-model " + kind, "" + status)
                    .hasMessageNotContaining(FakeProvider.KEY);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "OLLAMA", "GOOGLE_GEMINI", "MISTRAL"})
    void a_model_that_says_nothing_while_it_is_opened_is_given_up_in_time(Provider kind) {
        provider.always(provider.silent());

        assertThat(failure(kind, QUICK.withTimeout(Duration.ofMillis(150))))
                .hasMessageContaining("did not answer in time (150 ms)");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "OLLAMA", "GOOGLE_GEMINI", "MISTRAL"})
    void an_answer_in_another_language_is_told(Provider kind) {
        for (String garbage : List.of("", "null", "{}", "<html></html>", "{\"data\":[{}]}")) {
            provider.always(FakeProvider.saying(garbage));

            assertThat(failure(kind, QUICK)).hasMessageContaining(kind.code() + "/a-model");
        }
    }

    private UnavailableException failure(Provider kind, Patience patience) {
        UnavailableException e =
                catchThrowableOfType(
                        UnavailableException.class,
                        () -> Models.embedder(settings(kind, patience)).close());
        assertThat(e).isNotNull();
        return e;
    }

    private EmbeddingSettings settings(Provider kind, Patience patience) {
        return EmbeddingSettings.of(provider.settings(kind).patience(patience).build());
    }
}
