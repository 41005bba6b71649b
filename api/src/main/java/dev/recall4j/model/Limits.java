package dev.recall4j.model;

/** The one rule for counts. */
final class Limits {

    private Limits() {}

    static void requireAtLeast(String what, long value, long min) {
        if (value < min) {
            throw new InvalidRequestException(
                    "The %s is %,d; it is at least %,d.".formatted(what, value, min));
        }
    }

    static void require(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidRequestException(
                    "The %s is %,d; give one from %,d to %,d.".formatted(what, value, min, max));
        }
    }
}
