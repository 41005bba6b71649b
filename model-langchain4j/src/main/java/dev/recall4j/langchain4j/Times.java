package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them. */
final class Times {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?(ms|s|m)");

    private Times() {}

    /** Of {@code 500ms}, {@code 20s} or {@code 2m}. */
    static Duration read(String setting, String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new InvalidRequestException(
                    "The setting %s is no duration; write it like 500ms, 20s or 2m."
                            .formatted(setting));
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    /** Milliseconds below ten seconds, else seconds. */
    static String told(Duration duration) {
        long millis = duration.toMillis();
        return millis < 10_000 && millis % 1_000 != 0
                ? "%,d ms".formatted(millis)
                : "%,d s".formatted(duration.toSeconds());
    }
}
