package dev.recall4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.spi.TokenCounter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.IntStream;

class JtokkitTokensTest {

    private final TokenCounter tokens = new JtokkitTokens();

    @ParameterizedTest
    @CsvSource({"'', 0", "hello world, 2", "Ana adopted a grey cat., 6", "東京, 1"})
    void counts_what_a_model_would_count(String text, int expected) {
        assertThat(tokens.count(text)).isEqualTo(expected);
    }

    @Test
    void control_tokens_in_a_text_are_text() {
        assertThat(tokens.count("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void broken_and_long_text_is_counted() {
        assertThat(tokens.count("\ud83d")).isPositive();
        assertThat(tokens.count("tea ".repeat(25_000))).isBetween(25_000, 25_001);
        assertThat(tokens.count("x".repeat(100_000))).isPositive();
    }

    @Test
    void many_threads_at_once_count_alike() {
        String text = "The night train to Lisbon leaves from platform seven.";
        int alone = tokens.count(text);

        assertThat(IntStream.range(0, 1_000).parallel().map(i -> tokens.count(text)))
                .containsOnly(alone);
    }
}
