package dev.recall4j.langchain4j;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server asks to be left alone. */
final class RetryAfter {

    /** Nobody waits longer; more than some centuries cannot even be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /**
     * Of the header in seconds or as a date, or of OpenAI's in milliseconds; null if there is none.
     */
    static @Nullable Duration of(HttpHeaders headers, InstantSource clock) {
        Duration wait =
                headers.firstValue("retry-after-ms")
                        .flatMap(RetryAfter::millis)
                        .or(() ->
                                headers.firstValue("retry-after")
                                        .flatMap(value -> secondsOrDate(value, clock)))
                        .orElse(null);
        if (wait == null || wait.isNegative()) {
            return null;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Duration> millis(String value) {
        return number(value).map(Duration::ofMillis);
    }

    private static Optional<Duration> secondsOrDate(String value, InstantSource clock) {
        return number(value).map(Duration::ofSeconds).or(() -> until(value, clock.instant()));
    }

    private static Optional<Long> number(String value) {
        return value.matches("\\d{1,9}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }

    private static Optional<Duration> until(String value, Instant now) {
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, date.toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
