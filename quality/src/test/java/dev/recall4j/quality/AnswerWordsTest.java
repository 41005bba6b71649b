package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerWordsTest {

    @Test
    void the_share_is_of_words_that_are_not_empty_and_not_in_the_question() {
        assertThat(
                        AnswerWords.share(
                                "What colour is the shed?",
                                "The shed is dark blue.",
                                "Tove painted it BLUE."))
                .hasValue(0.5);
    }

    @Test
    void a_part_of_a_word_is_not_the_word() {
        assertThat(AnswerWords.share("What?", "bee", "beehive")).hasValue(0);
    }

    @Test
    void an_answer_of_words_that_were_asked_has_no_share() {
        assertThat(AnswerWords.share("Is it a shed?", "It is a shed", "shed")).isEmpty();
    }
}
