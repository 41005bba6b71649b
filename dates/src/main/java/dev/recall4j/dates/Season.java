package dev.recall4j.dates;

import java.time.Month;
import java.util.Locale;
import java.util.Optional;

/**
 * The meteorological seasons of the northern hemisphere, since nothing says where a speaker lives.
 */
enum Season {
    SPRING(Month.MARCH),
    SUMMER(Month.JUNE),
    AUTUMN(Month.SEPTEMBER),
    WINTER(Month.DECEMBER);

    private final Month firstMonth;

    Season(Month firstMonth) {
        this.firstMonth = firstMonth;
    }

    Month firstMonth() {
        return firstMonth;
    }

    static Optional<Season> named(String word) {
        return switch (word) {
            case "spring" -> Optional.of(SPRING);
            case "summer" -> Optional.of(SUMMER);
            case "autumn", "fall" -> Optional.of(AUTUMN);
            case "winter" -> Optional.of(WINTER);
            default -> Optional.empty();
        };
    }

    static Season startingIn(Month month) {
        return values()[month.getValue() / 3 - 1];
    }

    /** {@code summer 2022}; a winter spans two years: {@code winter 2022/2023}. */
    String label(int year) {
        String name = name().toLowerCase(Locale.ROOT) + " " + year;
        return this == WINTER ? name + "/" + (year + 1) : name;
    }
}
