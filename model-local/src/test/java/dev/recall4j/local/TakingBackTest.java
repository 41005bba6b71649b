package dev.recall4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;

/** What is marked as a joke, and what is set right in the next words. */
class TakingBackTest {

    private static final ZonedDateTime NOON = ZonedDateTime.parse("2024-05-08T12:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm moving to Mars next week /s",
                "I bought a yacht lol jk",
                "I bought a yacht, just kidding",
                "I bought a yacht. Just kidding!",
                "I bought a yacht. lol jk",
                "I bought a yacht! April fools!",
                "I bought a yacht (I'm joking)",
                "Oh I love Mondays #sarcasm",
            })
    void what_is_marked_as_a_joke_is_not_remembered(String said) {
        Extraction extraction = extract(said(1, "Ana", said));

        assertThat(extraction.candidates()).isEmpty();
        assertThat(extraction.skipped())
                .extracting(Skipped::code)
                .containsOnly(ReasonCode.NOTHING_TO_REMEMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Joking aside, I moved to Porto.",
                "I'm not kidding.",
                "My uncle was kidding around all day.",
                "I shared the file at /srv/data.",
                "I live in Porto w/o a car.",
            })
    void words_about_jokes_take_nothing_back(String said) {
        assertThat(statements(said(1, "Ana", "I sold my boat."), said(2, "Ana", said)))
                .contains("Ana sold Ana's boat.");
    }

    @Test
    void a_joke_is_taken_back_in_the_next_turn_of_its_speaker() {
        assertThat(
                        statements(
                                said(1, "Ana", "I live in Porto."),
                                said(2, "Ana", "I bought a yacht."),
                                said(3, "Ben", "I own a canoe."),
                                said(4, "Ana", "jk")))
                .containsExactly("Ana lives in Porto.", "Ben owns a canoe.");
    }

    @Test
    void what_else_is_said_with_a_just_kidding_is_kept() {
        assertThat(statements(said(1, "Ana", "I eat steak every day. Just kidding, still a vegan")))
                .containsExactly("Ana: Just kidding, still a vegan");
    }

    @Test
    void a_correction_is_kept_with_what_it_sets_right() {
        assertThat(
                        statements(
                                said(1, "Tom", "My flight is on Friday."),
                                said(2, "Tom", "sorry, Saturday, not Friday")))
                .singleElement()
                .asString()
                .startsWith("Tom's flight is on Friday (2024-05-10). Corrected: \"sorry, Saturday")
                .endsWith("not Friday\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"No, I meant Braga.", "Oops, I meant Braga", "sorry, make that Braga"})
    void what_was_meant_is_kept_with_what_was_said(String correction) {
        assertThat(statements(said(1, "Ana", "I live in Porto. " + correction)))
                .singleElement()
                .asString()
                .startsWith("Ana lives in Porto. Corrected: \"" + correction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I meant to call my sister.", "Sorry, I am not at home on Friday."})
    void what_only_sounds_like_a_correction_takes_nothing_back(String said) {
        assertThat(statements(said(1, "Ana", "I live in Porto."), said(2, "Ana", said)))
                .hasSize(2)
                .contains("Ana lives in Porto.");
    }

    @Test
    void nobody_takes_back_what_another_one_said() {
        assertThat(
                        statements(
                                said(1, "Ana", "I live in Porto."),
                                said(2, "Ben", "No, I meant Braga.")))
                .hasSize(2)
                .contains("Ana lives in Porto.");
    }

    private static List<String> statements(HeardTurn... turns) {
        return extract(turns).candidates().stream().map(Candidate::text).toList();
    }

    private static Extraction extract(HeardTurn... turns) {
        return new LocalExtractor().extract(Arrays.asList(turns), ExtractionSettings.NONE);
    }

    private static HeardTurn said(int number, String speaker, String text) {
        return new HeardTurn(
                new TurnId("turn-" + number),
                Scope.ofUser("ana"),
                Turn.user(text).by(speaker).at(NOON),
                NOON.toInstant());
    }
}
