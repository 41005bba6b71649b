package dev.recall4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;

class QuotableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    I moved to Porto.           | I moved to Porto    | I moved to Porto
                    I moved to Porto.           | i MOVED to porto    | I moved to Porto
                    I  moved to   Porto          | I moved to Porto    | I  moved to   Porto
                    It’s “Dune”, I think        | It's "Dune"         | It’s “Dune”
                    2019–2021 in Rome           | 2019-2021           | 2019–2021
                    She said no. Bye            | "She said no."      | She said no
                    We live in Oslo, Norway     | live in Oslo.       | live in Oslo
                    😀 tea 😀 coffee            | tea 😀              | tea 😀
                    我住在上海。                   | 我住在上海            | 我住在上海
                    Straße und İzmir            | straße und İZMIR    | Straße und İzmir
                    """)
    void a_quote_is_found_up_to_white_space_case_and_typography(
            String text, String quote, String expected) {
        Quotable.Span span = Objects.requireNonNull(new Quotable(text).find(quote));

        assertThat(text.substring(span.start(), span.end())).isEqualTo(expected);
    }

    @Test
    void invisible_characters_do_not_hide_a_quote() {
        String text = "I\u200B like\u00A0tea";

        assertThat(new Quotable(text).find("i like tea")).isEqualTo(new Quotable.Span(0, 11));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I moved to Porto | I moved to Lisbon
                    I moved to Porto | I moved ... Porto
                    I moved to Porto | ''
                    I moved to Porto | '...'
                    """)
    void what_does_not_stand_there_is_not_found(String text, String quote) {
        assertThat(new Quotable(text).find(quote)).isNull();
    }
}
