package dev.recall4j.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.ZonedDateTime;

class ImportLineTest {

    @Test
    void a_turn_has_role_name_content_time_id_and_metadata() {
        assertThat(
                        turn(
                                """
                                {"role":"assistant","name":"Ada","content":"Hi","id":"t1",
                                "time":"2024-05-08T14:00+02:00","metadata":{"n":1}}\
                                """))
                .isEqualTo(
                        new Turn(
                                Role.ASSISTANT,
                                "Ada",
                                "Hi",
                                ZonedDateTime.parse("2024-05-08T14:00+02:00"),
                                "t1",
                                Metadata.of("n", 1)));
    }

    @Test
    void only_the_content_is_needed() {
        assertThat(turn("{\"content\":\"Hi\"}")).isEqualTo(Turn.user("Hi"));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-08, 2024-05-08T00:00Z",
        "2024-05-08T12:30, 2024-05-08T12:30Z",
        "2024-05-08T12:30:01.5Z, 2024-05-08T12:30:01.5Z",
        "2024-05-08T12:30+02:00, 2024-05-08T12:30+02:00",
        "2024-05-08T12:30+02:00[Europe/Berlin], 2024-05-08T12:30+02:00[Europe/Berlin]",
    })
    void a_time_keeps_its_zone_and_is_in_utc_without_one(String text, String expected) {
        assertThat(SaidAt.parse(text)).isEqualTo(ZonedDateTime.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"content\":\"\"}",
                "{\"content\":\" \"}",
                "{\"content\":5}",
                "{\"content\":[\"a\"]}",
                "{\"content\":null}",
                "{\"content\":\"\\ud800\"}",
                "{\"content\":\"\\u0000\"}",
                "{\"content\":\"a\",\"content\":\"b\"}",
                "{\"content\":\"a\",\"role\":\"User\"}",
                "{\"content\":\"a\",\"role\":\"narrator\"}",
                "{\"content\":\"a\",\"time\":\"yesterday\"}",
                "{\"content\":\"a\",\"time\":\"2024-02-30\"}",
                "{\"content\":\"a\",\"time\":\"+99999-01-01T00:00Z\"}",
                "{\"content\":\"a\",\"time\":1715162400}",
                "{\"content\":\"a\",\"metadata\":[]}",
                "{\"content\":\"a\",\"metadata\":{\"x\":null}}",
                "{\"content\":\"a\",\"tiem\":\"2024-05-08\"}",
                "{\"content\":\"a\"} {\"content\":\"b\"}",
                "{\"content\":\"a\"",
            })
    void what_is_not_a_turn_is_refused(String json) {
        assertThatThrownBy(() -> turn(json)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void an_unknown_key_is_named_with_the_known_ones() {
        assertThatThrownBy(() -> turn("{\"content\":\"a\",\"tiem\":1}"))
                .hasMessageContaining("'tiem'")
                .hasMessageContaining(
                        "agent, app, content, id, metadata, name, role, run, time, user");
    }

    @Test
    void a_value_of_the_wrong_type_is_named_by_its_key() {
        assertThatThrownBy(() -> turn("{\"content\":5}")).hasMessageContaining("'content'");
    }

    private static Turn turn(String json) {
        return ImportLine.parse(json).toTurn();
    }
}
