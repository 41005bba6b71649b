package dev.recall4j;

import dev.recall4j.model.Image;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Describer;
import dev.recall4j.spi.Describer.Description;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Lets nothing but words that can be kept through, and those in time. Thread-safe, if the describer
 * is.
 */
final class TimedDescriber implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);

    private final Describer describer;
    private final Duration timeout;
    private final TimedCalls calls = new TimedCalls("describer", "recall4j-describe-");

    TimedDescriber(Describer describer, Duration timeout) {
        this.describer = describer;
        this.timeout = timeout;
    }

    static Duration requireTimeout(Duration timeout) {
        if (timeout.compareTo(TIMEOUT_MIN) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new InvalidRequestException(
                    "The time-out of the describer is %s; give one from 1 ms to 10 minutes."
                            .formatted(timeout));
        }
        return timeout;
    }

    /** For all images of one {@code add}. */
    Duration timeout() {
        return timeout;
    }

    /**
     * @return without words if there are none, or none that can be kept
     * @throws UnavailableException if it fails or takes longer
     */
    Description describe(Image image, String beside, @Nullable String language, Duration left) {
        Description answer =
                calls.<@Nullable Description>call(
                        () -> describer.describe(image, beside, language), left);
        if (answer == null) {
            throw calls.refused("answered with nothing");
        }
        String words = answer.words();
        return words == null || areFit(words) ? answer : new Description(null, answer.use());
    }

    private static boolean areFit(String words) {
        return !words.isBlank()
                && words.length() <= Image.CAPTION_LENGTH_MAX
                && StandardCharsets.UTF_8.newEncoder().canEncode(words)
                && words.chars()
                        .allMatch(c -> Character.isWhitespace(c) || !Character.isISOControl(c));
    }

    @Override
    public void close() {
        calls.close();
    }
}
