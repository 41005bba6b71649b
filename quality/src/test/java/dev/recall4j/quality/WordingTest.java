package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    @Test
    void all_words_must_stand_in_the_statement_in_any_order_and_case() {
        Wording wording = Wording.of("ana", "Porto");

        assertThat(wording.isIn("In PORTO lives Ana.")).isTrue();
        assertThat(wording.isIn("Ana lives in Lisbon.")).isFalse();
    }

    @Test
    void a_word_is_whole() {
        assertThat(Wording.of("Ana").isIn("Banana bread")).isFalse();
        assertThat(Wording.of("4").isIn("Leo is 40.")).isFalse();
        assertThat(Wording.of("Ana").isIn("Ana's dog")).isTrue();
    }

    @Test
    void a_word_has_alternatives_and_may_be_several() {
        Wording wording = Wording.of("vegan|plant-based|gave up meat");

        assertThat(wording.isIn("Ana is plant-based.")).isTrue();
        assertThat(wording.isIn("Ana gave up meat.")).isTrue();
        assertThat(wording.isIn("Ana gave up.")).isFalse();
    }

    @Test
    void a_star_is_any_ending() {
        assertThat(Wording.of("liv*").isIn("Ana is living in Porto.")).isTrue();
        assertThat(Wording.of("liv*").isIn("Ana is olive green.")).isFalse();
    }

    @Test
    void words_that_must_not_be_there_tell_a_move_from_a_home() {
        Wording home = Wording.of("Ana", "Lisbon").without("moved|left", "no longer");

        assertThat(home.isIn("Ana lives in Lisbon.")).isTrue();
        assertThat(home.isIn("Ana moved from Lisbon to Porto.")).isFalse();
        assertThat(home.isIn("Ana no longer lives in Lisbon.")).isFalse();
    }

    @Test
    void either_apostrophe_and_any_script_will_do() {
        assertThat(Wording.of("don't").isIn("I don\u2019t smoke")).isTrue();
        assertThat(Wording.of("köln").isIn("Ana wohnt in KÖLN.")).isTrue();
        assertThat(Wording.of("café").isIn("le cafe\u0301 noir")).isTrue();
    }

    @Test
    void in_json_it_is_a_list_or_an_object() {
        assertThat(read("[\"Ana\",\"Porto\"]")).isEqualTo(Wording.of("Ana", "Porto"));
        assertThat(read("{\"has\":[\"Ana\"],\"not\":[\"left\"]}"))
                .isEqualTo(Wording.of("Ana").without("left"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"\"]",
                "[\"a|\"]",
                "[\"*\"]",
                "[7]",
                "\"Ana\"",
                "{\"has\":[\"Ana\"],\"nott\":[]}",
                "{\"not\":[\"Ana\"]}"
            })
    void what_would_match_anything_is_refused(String json) {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> read(json));
    }

    private static Wording read(String json) {
        return Json.read("the wording", json, Wording.class);
    }
}
