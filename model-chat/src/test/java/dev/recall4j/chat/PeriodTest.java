package dev.recall4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;

class PeriodTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

    @ParameterizedTest
    @CsvSource({
        "2024, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
        "2024-05, 2024-04-30T23:00:00Z, 2024-05-31T23:00:00Z",
        "2024-05-08, 2024-05-07T23:00:00Z, 2024-05-08T23:00:00Z",
        "2024-05-08T18:30, 2024-05-08T17:30:00Z, 2024-05-08T17:30:00Z",
        "2024-05-08T18:30:15Z, 2024-05-08T18:30:15Z, 2024-05-08T18:30:15Z",
        "2024-05-08T18:30-03:00, 2024-05-08T21:30:00Z, 2024-05-08T21:30:00Z"
    })
    void iso_forms_are_read_in_the_zone_of_the_turn(String iso, Instant start, Instant end) {
        assertThat(Period.of(iso, LISBON)).isEqualTo(new Period(start, end));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "May 2024",
                "yesterday",
                "2024-13",
                "2024-02-30",
                "20240508",
                "",
                "+2024-05-08T00:00"
            })
    void what_is_no_iso_time_is_none(String text) {
        assertThat(Period.of(text, LISBON)).isNull();
    }
}
