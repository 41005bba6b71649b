package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.Memories;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.ScriptedReranker;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A model that fails while a directory is opened leaves it as it was, and free. */
class OpeningTest {

    private static final Scope ANA = Scope.ofUser("ana");
    private static final String SECRET = "xyzzyplugh";

    @TempDir Path directory;

    static Stream<Function<List<String>, @Nullable List<float[]>>> nonsense() {
        Embedder good = new HashingEmbedder(64);
        return Stream.of(
                texts -> null,
                texts -> List.of(),
                texts -> Arrays.asList(new float[texts.size()][]),
                texts -> List.of(filled(64, Float.NaN), filled(64, Float.NaN)),
                texts -> List.of(filled(64, 1), filled(64, 1)),
                texts -> new HashingEmbedder(32).embedPassages(texts),
                texts -> good.embedPassages(texts).subList(0, 1),
                texts -> {
                    throw new IllegalStateException("cannot embed " + texts);
                },
                texts -> {
                    throw new AssertionError("cannot embed " + texts);
                },
                texts -> {
                    throw new UnavailableException(
                            ErrorCode.MODEL_UNAVAILABLE,
                            "cannot embed " + texts,
                            new IllegalStateException("cannot embed " + texts));
                });
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nothing_is_embedded_anew_by_a_model_that_answers_nonsense(
            Function<List<String>, @Nullable List<float[]>> nonsense) {
        try (Memories memories = open(new HashingEmbedder())) {
            memories.add(ANA, "My password is " + SECRET);
            memories.add(ANA, "I moved to Lisbon");
        }

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> open(new Scripted(nonsense)))
                .withNoCause()
                .matches(e -> e.code() == ErrorCode.MODEL_UNAVAILABLE)
                .satisfies(e -> assertThat(e).hasMessageNotContaining(SECRET));

        try (Memories memories = open(new HashingEmbedder())) {
            assertThat(memories.search(ANA, "Lisbon").results()).isNotEmpty();
            assertThat(memories.check().indexSound()).isTrue();
        }
    }

    @Test
    void an_embedder_can_be_chosen_by_which_one_made_the_vectors() {
        List<Optional<EmbedderInfo>> told = new ArrayList<>();
        Recall4j.Builder builder =
                Recall4j.at(directory)
                        .embedder(recorded -> {
                            told.add(recorded);
                            return new HashingEmbedder();
                        });

        builder.open().close();
        builder.open().close();

        assertThat(told)
                .containsExactly(Optional.empty(), Optional.of(new HashingEmbedder().info()));
    }

    @Test
    void what_is_missing_is_told_to_who_embeds_anew() {
        try (Memories memories = open(new HashingEmbedder())) {
            memories.add(ANA, "I moved to Lisbon");
        }
        Embedder missing =
                new Scripted(texts -> List.of()) {
                    @Override
                    public float[] embedQuery(String text) {
                        throw new UnavailableException(
                                ErrorCode.MODEL_UNAVAILABLE, "it is not on the class path; add it");
                    }
                };

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> open(missing))
                .withMessageContaining("add it");
    }

    /** An error comes from its information, which is first, or its band, which is last. */
    static Stream<Supplier<Embedder>> unlinked() {
        return Stream.of(
                () ->
                        new Scripted(texts -> List.of()) {
                            @Override
                            public EmbedderInfo info() {
                                throw new NoClassDefFoundError("ai/model");
                            }
                        },
                () ->
                        new Scripted(texts -> List.of()) {
                            @Override
                            public Band band() {
                                throw new AssertionError("no band");
                            }
                        });
    }

    @ParameterizedTest
    @MethodSource("unlinked")
    void an_error_while_opening_closes_everything_so_that_it_can_be_opened_again(
            Supplier<Embedder> unlinked) {
        ScriptedReranker reranker = new ScriptedReranker();
        Recall4j.Builder builder =
                Recall4j.at(directory).embedder(unlinked.get()).reranker(reranker);

        assertThatThrownBy(builder::open).isInstanceOf(Error.class);

        assertThat(reranker.isClosed()).isTrue();
        try (Memories memories = Recall4j.at(directory).embedder(new HashingEmbedder(64)).open()) {
            assertThat(memories.stats().turns()).isZero();
        }
    }

    @Test
    void what_fails_to_close_keeps_nothing_else_open_when_opening_fails() {
        Embedder stubborn =
                new Scripted(texts -> List.of()) {
                    @Override
                    public EmbedderInfo info() {
                        throw new NoClassDefFoundError("ai/model");
                    }

                    @Override
                    public void close() {
                        throw new AssertionError("not closed");
                    }
                };
        ScriptedReranker reranker = new ScriptedReranker();

        assertThatThrownBy(
                        () -> Recall4j.at(directory).embedder(stubborn).reranker(reranker).open())
                .isInstanceOf(Error.class);

        assertThat(reranker.isClosed()).isTrue();
        open(new HashingEmbedder()).close();
    }

    private Memories open(Embedder embedder) {
        return Recall4j.at(directory)
                .embedder(embedder)
                .reembed(true)
                .defaultMode(ExtractionMode.VERBATIM)
                .open();
    }

    private static float[] filled(int length, float value) {
        float[] vector = new float[length];
        Arrays.fill(vector, value);
        return vector;
    }

    /** Embeds questions well, and passages as it is told. */
    private static class Scripted implements Embedder {

        private final Embedder good = new HashingEmbedder(64);
        private final Function<List<String>, @Nullable List<float[]>> script;

        Scripted(Function<List<String>, @Nullable List<float[]>> script) {
            this.script = script;
        }

        @Override
        public EmbedderInfo info() {
            return good.info();
        }

        @Override
        @SuppressWarnings("NullAway") // what an implementation that is not null-marked can do
        public List<float[]> embedPassages(List<String> texts) {
            return script.apply(texts);
        }

        @Override
        public float[] embedQuery(String text) {
            return good.embedQuery(text);
        }

        @Override
        public Band band() {
            return good.band();
        }

        @Override
        public void close() {
            good.close();
        }
    }
}
