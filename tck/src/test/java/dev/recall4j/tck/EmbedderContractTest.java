package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.spi.Embedder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The contract is worth something only if an embedder that does nothing breaks all of it. */
class EmbedderContractTest {

    private static final class DoNothingEmbedder implements Embedder {

        @Override
        public EmbedderInfo info() {
            return new EmbedderInfo("nothing", 1);
        }

        @Override
        public List<float[]> embedPassages(List<String> texts) {
            return List.of();
        }

        @Override
        public float[] embedQuery(String text) {
            return new float[0];
        }

        @Override
        public Band band() {
            return new Band(0, 1);
        }

        @Override
        public void close() {}
    }

    private static final class DoNothingContract extends EmbedderContract {

        @Override
        protected Embedder open() {
            return new DoNothingEmbedder();
        }

        @Override
        protected EmbedderInfo expectedInfo() {
            return new EmbedderInfo("something", 2);
        }
    }

    static Stream<Method> promises() {
        return Arrays.stream(EmbedderContract.class.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class));
    }

    @ParameterizedTest
    @MethodSource("promises")
    void an_embedder_that_does_nothing_breaks_every_promise(Method promise) {
        DoNothingContract contract = new DoNothingContract();
        contract.openEmbedder();
        Object[] arguments = promise.getParameterCount() == 0 ? new Object[0] : new Object[] {""};

        assertThatThrownBy(() -> promise.invoke(contract, arguments))
                .hasCauseInstanceOf(Throwable.class);
    }
}
