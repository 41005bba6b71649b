package dev.recall4j.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

class BatchTest {

    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final List<String> order = new ArrayList<>();

    @Test
    void a_question_that_comes_during_a_batch_waits_for_one_text_and_not_for_all() {
        Batch batch = batch(List.of("a", "b", "c"));
        Batch question = batch(List.of("question"));

        runAll();

        assertThat(order).containsExactly("a", "question", "b", "c");
        assertThat(batch.await()).containsExactly(vector("a"), vector("b"), vector("c"));
        assertThat(question.await()).containsExactly(vector("question"));
    }

    @Test
    void the_first_failure_ends_a_batch_and_reaches_the_caller() {
        Batch batch = batch(List.of("a", "bad", "c"));

        runAll();

        assertThat(order).containsExactly("a", "bad");
        assertThatThrownBy(batch::await).hasRootCauseMessage("no vector");
    }

    private Batch batch(List<String> texts) {
        Batch batch = new Batch(texts, this::embed, queue::add);
        queue.add(batch);
        return batch;
    }

    private void runAll() {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    private float[] embed(String text) {
        order.add(text);
        if (text.equals("bad")) {
            throw new IllegalArgumentException("no vector");
        }
        return vector(text);
    }

    private static float[] vector(String text) {
        return new float[] {text.hashCode()};
    }
}
