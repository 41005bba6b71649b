package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

/** What someone is told who only wants to know whether the configured models work. */
@Timeout(60)
class ModelTrialTest {

    private static final Patience QUICK = Patience.defaults().withFirstPause(Duration.ofMillis(1));

    private final FakeProvider provider = new FakeProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_language_model_that_answers_in_json_works(Provider kind) {
        ModelTrial trial = ModelTrial.of(chat(kind));

        assertThat(trial.works()).isTrue();
        assertThat(trial.model()).startsWith(kind.code() + "/");
        assertThat(trial.latency()).isPositive();
        assertThat(trial.dimension()).isNull();
        assertThat(trial.finding()).isEqualTo("It answers in JSON.");
    }

    @Test
    void an_embedder_that_gives_vectors_works_and_its_dimension_is_told() {
        ModelTrial trial = ModelTrial.of(embedding(Provider.OLLAMA));

        assertThat(trial.works()).isTrue();
        assertThat(trial.dimension()).isEqualTo(FakeProvider.DIMENSION);
    }

    @Test
    void a_language_model_that_answers_in_prose_does_not_work() {
        provider.answering("Four, I believe.");

        ModelTrial trial = ModelTrial.of(chat(Provider.OLLAMA));

        assertThat(trial.works()).isFalse();
        assertThat(trial.finding()).contains("not in JSON", "structured-output");
    }

    @Test
    void a_language_model_that_thinks_too_long_does_not_work() {
        provider.cuttingShort();

        assertThat(ModelTrial.of(chat(Provider.OLLAMA)).finding()).contains("broke off");
    }

    @Test
    void a_refused_key_is_told_and_not_repeated() {
        provider.always(FakeProvider.error(401));

        ModelTrial chat = ModelTrial.of(chat(Provider.OPENAI));
        ModelTrial embedding = ModelTrial.of(embedding(Provider.OPENAI));

        assertThat(chat.works()).isFalse();
        assertThat(embedding.works()).isFalse();
        assertThat(embedding.dimension()).isNull();
        assertThat(chat.finding())
                .isEqualTo(embedding.finding())
                .contains("refused the key", "check api-key")
                .doesNotContain(FakeProvider.KEY);
    }

    @Test
    void an_embedder_that_a_provider_does_not_have_is_told() {
        assertThat(ModelTrial.of(embedding(Provider.ANTHROPIC)).finding())
                .contains("Anthropic has no embedding models");
    }

    @Test
    void settings_that_a_provider_cannot_use_are_told() {
        String region = System.clearProperty("aws.region");
        try {
            ModelTrial trial = ModelTrial.of(chat(Provider.BEDROCK));

            assertThat(trial.works()).isFalse();
            assertThat(trial.finding())
                    .contains("bedrock cannot be used with these settings", "AWS_REGION");
        } finally {
            System.setProperty("aws.region", region);
        }
    }

    private ChatSettings chat(Provider kind) {
        return ChatSettings.of(provider.settings(kind).patience(QUICK).build());
    }

    private EmbeddingSettings embedding(Provider kind) {
        return EmbeddingSettings.of(provider.settings(kind).patience(QUICK).build());
    }
}
