package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.spi.Extractor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** The name of an extractor is kept with every memory that it draws. */
class CheckedExtractorTest {

    static Stream<String> namesThatCannotBeKept() {
        return Stream.of("", " ", "x".repeat(129), "half \ud83d", "\ude00 half", "nul\0", "a\nb");
    }

    @ParameterizedTest
    @MethodSource("namesThatCannotBeKept")
    void a_name_that_cannot_be_kept_is_refused_when_the_engine_is_built(String name) {
        Memories.Builder builder = Memories.builder();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> builder.extractor(ExtractionMode.MODEL, named(name)))
                .withMessageContaining("The name of the extractor")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void a_name_of_any_script_and_of_128_characters_is_kept() {
        String longest = "模型 🫖/1 " + "x".repeat(128 - 8);

        assertThat(new CheckedExtractor(named(longest)).name()).hasSize(128).isEqualTo(longest);
    }

    private static Extractor named(String name) {
        return new Extractor() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Extraction extract(List<HeardTurn> turns, ExtractionSettings settings) {
                return new Extraction(List.of(), List.of());
            }
        };
    }
}
