package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.tck.HashingEmbedder;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a model does after it has answered, and what it says, harms nothing. */
class CheckedEmbedderTest {

    private static final String SECRET = "xyzzyplugh";

    private final ScriptedEmbedder model = new ScriptedEmbedder();
    private final CheckedEmbedder checked = new CheckedEmbedder(model);

    @Test
    void vectors_stay_as_they_were_checked_when_the_model_reuses_its_buffers() {
        List<float[]> buffers = new ArrayList<>();
        model.lie(vectors -> {
            buffers.addAll(vectors);
            return vectors;
        });
        List<float[]> passages = checked.embedPassages(List.of("tea", "milk"));
        float[] query = checked.embedQuery("coffee");

        buffers.forEach(buffer -> Arrays.fill(buffer, Float.NaN));

        HashingEmbedder good = new HashingEmbedder();
        assertThat(passages.get(0)).containsExactly(good.embedQuery("tea"));
        assertThat(passages.get(1)).containsExactly(good.embedQuery("milk"));
        assertThat(query).containsExactly(good.embedQuery("coffee"));
    }

    @Test
    void a_list_that_answers_otherwise_when_it_is_asked_again_is_read_once() {
        model.lie(Forgetful::new);

        List<float[]> vectors = checked.embedPassages(List.of("tea", "milk"));

        assertThat(vectors)
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector).doesNotContain(Float.NaN));
    }

    /** Has each vector once, and nothing but NaN afterwards. */
    private static final class Forgetful extends AbstractList<float[]> {
        private final List<float[]> left;

        Forgetful(List<float[]> vectors) {
            left = new ArrayList<>(vectors);
        }

        @Override
        public float[] get(int index) {
            float[] spoilt = new float[left.get(index).length];
            Arrays.fill(spoilt, Float.NaN);
            return left.set(index, spoilt);
        }

        @Override
        public int size() {
            return left.size();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MODEL_UNAVAILABLE", "CLOSED", "STORE_UNAVAILABLE"})
    void what_a_model_says_about_a_text_is_not_passed_on_but_the_kind_is(ErrorCode code) {
        checked.embedQuery("the model is there");
        model.script(texts -> {
            String quote = "cannot embed " + texts;
            throw new UnavailableException(code, quote, new IllegalStateException(quote));
        });

        assertSilent(code, () -> checked.embedPassages(List.of(SECRET)));
        assertSilent(code, () -> checked.embedQuery(SECRET));
    }

    private static void assertSilent(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(call)
                .withNoCause()
                .matches(e -> e.code() == code)
                .satisfies(e ->
                        assertThat(e).hasMessageNotContaining(SECRET).hasNoSuppressedExceptions());
    }

    @Test
    void what_a_model_that_never_answered_says_is_passed_on_for_it_knows_no_text() {
        List<String> given = new CopyOnWriteArrayList<>();
        model.script(texts -> {
            given.addAll(texts);
            throw new UnavailableException(
                    ErrorCode.MODEL_UNAVAILABLE, "the model is not on the class path; add it");
        });

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> checked.embedPassages(List.of(SECRET)))
                    .withMessageContaining("add it");
        }

        assertThat(given).isNotEmpty().doesNotContain(SECRET);
    }
}
