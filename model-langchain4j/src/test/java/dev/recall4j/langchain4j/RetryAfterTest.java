package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class RetryAfterTest {

    private static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "retry-after, 7, 7000",
        "Retry-After, 0, 0",
        "retry-after-ms, 250, 250",
        "retry-after, 'Mon, 23 Nov 2026 12:00:30 GMT', 30000"
    })
    void a_wait_is_told_in_seconds_in_milliseconds_or_as_a_date(
            String name, String value, long millis) {
        assertThat(RetryAfter.of(headers(Map.of(name, List.of(value))), CLOCK))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void a_wait_of_thousands_of_years_is_one_that_can_be_reckoned_with() {
        Map<String, List<String>> far =
                Map.of("retry-after", List.of("Fri, 31 Dec 9999 23:59:59 GMT"));

        assertThat(RetryAfter.of(headers(far), CLOCK)).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void milliseconds_go_before_seconds() {
        Map<String, List<String>> both =
                Map.of("retry-after", List.of("1"), "retry-after-ms", List.of("250"));

        assertThat(RetryAfter.of(headers(both), CLOCK)).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after, soon",
        "retry-after, -3",
        "retry-after, 99999999999999999999",
        "retry-after, 'Mon, 23 Nov 2026 11:59:30 GMT'",
        "x-retry, 7"
    })
    void what_is_no_wait_is_none(String name, String value) {
        assertThat(RetryAfter.of(headers(Map.of(name, List.of(value))), CLOCK)).isNull();
    }

    private static HttpHeaders headers(Map<String, List<String>> headers) {
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
