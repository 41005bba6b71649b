package dev.recall4j.cli;

import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stretches of time as they are typed: a number with h, d, w or y behind it. */
final class Periods {

    private static final Pattern PERIOD = Pattern.compile("(\\d{1,6})([hdwy])");

    private Periods() {}

    static Duration parse(String text) {
        Matcher period = PERIOD.matcher(text);
        if (!period.matches()) {
            throw new TypeConversionException(
                    "expected a period such as 12h, 30d, 8w or 1y, found '%s'".formatted(text));
        }
        long number = Long.parseLong(period.group(1));
        return switch (period.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "w" -> Duration.ofDays(7 * number);
            case "y" -> Duration.ofDays(365 * number);
            default -> Duration.ofDays(number);
        };
    }
}
