package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Memory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    @Test
    @Timeout(5)
    void a_long_text_of_letters_that_become_two_is_read_in_no_time() {
        String text = "ß".repeat(Memory.TEXT_LENGTH_MAX);

        assertThat(Fingerprint.of(text, null))
                .isEqualTo(Fingerprint.of("ss".repeat(Memory.TEXT_LENGTH_MAX), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I like tea.|i LIKE tea",
                "I like tea!|I  like\ttea",
                "“I like tea”|'I like tea'",
                "Straße 5|STRASSE 5",
                "Ｔｅａ|tea",
                "我喜欢咖啡。|我喜欢咖啡",
                "well - yes|well yes",
                "(yes)|yes",
            })
    void case_punctuation_and_white_space_make_no_difference(String one, String other) {
        assertThat(Fingerprint.of(one, null)).isEqualTo(Fingerprint.of(other, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I like C|I like C#",
                "I like C|I like C++",
                "It is 5 degrees|It is -5 degrees",
                "It costs 3.5|It costs 35",
                "He can't|He can",
                "I like tea|I like teas",
                "50|50%",
                "I love 🍕|I love 🍣",
                "!!!|???",
            })
    void what_differs_in_meaning_differs(String one, String other) {
        assertThat(Fingerprint.of(one, null)).isNotEqualTo(Fingerprint.of(other, null));
    }

    @Test
    void the_same_words_of_two_speakers_are_not_the_same() {
        assertThat(Fingerprint.of("I live in Lisbon", "Ana"))
                .isEqualTo(Fingerprint.of("i live in lisbon.", "ana"))
                .isNotEqualTo(Fingerprint.of("I live in Lisbon", "Bob"))
                .isNotEqualTo(Fingerprint.of("I live in Lisbon", null));
    }

    @Test
    void it_does_not_give_the_text_away() {
        assertThat(Fingerprint.of("secret", null)).hasSize(43).doesNotContain("secret");
    }
}
