package dev.recall4j.spi;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbedderTest {

    @ParameterizedTest
    @CsvSource({"-Infinity, 0.8", "0.2, Infinity", "NaN, 0.8", "0.2, NaN", "0.8, 0.2", "0.5, 0.5"})
    void a_band_that_tells_nothing_is_refused(double floor, double ceiling) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Embedder.Band(floor, ceiling));
    }
}
