package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What every {@link Embedder} keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EmbedderContract {

    private static final String PASSAGE = "Ana adopted a grey cat called Pixel last spring.";
    private static final String QUESTION = "Which cat did Ana adopt?";
    private static final String UNRELATED = "The night train to Lisbon leaves from platform seven.";
    private static final double UNIT = 1e-4;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Embedder embedder;

    /** A new embedder; the suite closes it. */
    protected abstract Embedder open();

    /** What {@link Embedder#info} must say. */
    protected abstract EmbedderInfo expectedInfo();

    @BeforeAll
    final void openEmbedder() {
        embedder = open();
    }

    @AfterAll
    final void closeEmbedder() {
        embedder.close();
    }

    @Test
    void name_and_dimension_are_known_at_once() {
        try (Embedder fresh = open()) {
            assertThat(fresh.info()).isEqualTo(expectedInfo());
        }
    }

    @Test
    void vectors_have_the_dimension_and_unit_length() {
        assertUsable(embedder.embedQuery(QUESTION));
        assertUsable(passage(PASSAGE));
    }

    @Test
    void the_same_text_gives_the_same_vector_also_in_another_instance() {
        try (Embedder other = open()) {
            assertThat(other.embedQuery(QUESTION))
                    .hasSize(expectedInfo().dimension())
                    .containsExactly(embedder.embedQuery(QUESTION));
            assertThat(other.embedPassages(List.of(PASSAGE)).getFirst())
                    .containsExactly(passage(PASSAGE));
        }
    }

    @Test
    void a_batch_gives_what_each_text_alone_gives_in_the_order_of_the_texts() {
        List<String> texts =
                IntStream.range(0, 40).mapToObj(i -> PASSAGE.repeat(1 + i % 7) + i).toList();

        List<float[]> batch = embedder.embedPassages(texts);

        assertThat(batch).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(batch.get(i)).containsExactly(passage(texts.get(i)));
        }
    }

    @Test
    void a_batch_may_repeat_a_text() {
        List<float[]> batch = embedder.embedPassages(List.of(PASSAGE, UNRELATED, PASSAGE));

        assertThat(batch).hasSize(3);
        assertThat(batch.get(0)).containsExactly(batch.get(2)).isNotEqualTo(batch.get(1));
    }

    @Test
    void as_many_vectors_come_back_as_texts_were_given_be_it_none() {
        assertThat(embedder.embedPassages(List.of())).isEmpty();
        assertThat(embedder.embedPassages(List.of(PASSAGE))).hasSize(1);
    }

    @Test
    void a_long_text_is_represented_by_its_beginning() {
        String longText = PASSAGE + " " + "It purrs. ".repeat(10_000);

        assertUsable(embedder.embedQuery(longText));
        assertUsable(passage(longText));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n\u00a0\u3000\u200b",
                "\u0000\u0007\ufffd",
                "...!?",
                "🐈‍⬛ 👩‍👩‍👧‍👦 🇵🇹",
                "\ud83d lone surrogate",
                "我喜欢喝绿茶,也喜欢咖啡。",
                "ผมชอบกินข้าวผัด",
                "أحب القهوة في الصباح",
                "\u202eשלום עולם\u202c",
                "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍a̴̵̜̰͔ͫ͗͢l̠ͨͧͩ͘g̴̵̜̰͔ͫ͗o",
                "[CLS] [SEP] [PAD] [MASK] [UNK] ##ing"
            })
    void any_text_gets_a_vector(String text) {
        assertUsable(embedder.embedQuery(text));
        assertUsable(passage(text));
    }

    @Test
    void a_question_is_nearer_to_its_answer_than_to_something_else() {
        double near = cosine(embedder.embedQuery(QUESTION), passage(PASSAGE));
        double far = cosine(embedder.embedQuery(QUESTION), passage(UNRELATED));

        assertThat(near).isGreaterThan(far);
    }

    @Test
    void the_band_tells_an_answer_from_something_else() {
        Embedder.Band band = embedder.band();
        double middle = (band.floor() + band.ceiling()) / 2;

        assertThat(cosine(embedder.embedQuery(PASSAGE), passage(PASSAGE))).isGreaterThan(middle);
        assertThat(cosine(embedder.embedQuery(QUESTION), passage(PASSAGE)))
                .isGreaterThan(band.floor());
        assertThat(cosine(embedder.embedQuery(QUESTION), passage(UNRELATED))).isLessThan(middle);
    }

    @Test
    void many_virtual_threads_at_once_get_what_one_gets() throws Exception {
        assertManyAtOnce(Executors.newVirtualThreadPerTaskExecutor());
    }

    @Test
    void many_platform_threads_at_once_get_what_one_gets() throws Exception {
        assertManyAtOnce(Executors.newFixedThreadPool(16));
    }

    @Test
    void after_closing_once_or_twice_it_says_that_it_is_closed() {
        Embedder closed = open();
        closed.close();
        closed.close();

        assertClosed(() -> closed.embedQuery(QUESTION));
        assertClosed(() -> closed.embedPassages(List.of(PASSAGE)));
        assertThat(closed.info()).isEqualTo(expectedInfo());
    }

    @Test
    void closing_while_it_works_lets_calls_finish_or_says_closed() throws Exception {
        Embedder closing = open();
        List<String> texts = IntStream.range(0, 200).mapToObj(i -> PASSAGE + i).toList();
        float[] expected = passage(texts.getLast());
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<float[]>> call = executor.submit(() -> closing.embedPassages(texts));
            closing.embedQuery(QUESTION);
            closing.close();
            try {
                assertThat(call.get().getLast()).containsExactly(expected);
            } catch (java.util.concurrent.ExecutionException e) {
                assertClosed(() -> {
                    throw e.getCause();
                });
            }
        }
    }

    private void assertManyAtOnce(ExecutorService executor) throws Exception {
        float[] query = embedder.embedQuery(QUESTION);
        float[] first = passage(PASSAGE);
        try (executor) {
            List<Future<float[]>> queries = new ArrayList<>();
            List<Future<List<float[]>>> batches = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                queries.add(executor.submit(() -> embedder.embedQuery(QUESTION)));
                batches.add(
                        executor.submit(() -> embedder.embedPassages(List.of(UNRELATED, PASSAGE))));
            }
            for (Future<float[]> found : queries) {
                assertThat(found.get()).containsExactly(query);
            }
            for (Future<List<float[]>> found : batches) {
                assertThat(found.get()).hasSize(2);
                assertThat(found.get().getLast()).containsExactly(first);
            }
        }
    }

    private float[] passage(String text) {
        return embedder.embedPassages(List.of(text)).getFirst();
    }

    private void assertUsable(float[] vector) {
        assertThat(vector).hasSize(expectedInfo().dimension());
        assertThat(cosine(vector, vector)).isCloseTo(1, within(UNIT));
    }

    private static void assertClosed(ThrowingCallable call) {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(call)
                .extracting(UnavailableException::code)
                .isEqualTo(ErrorCode.CLOSED);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
