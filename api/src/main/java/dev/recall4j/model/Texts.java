package dev.recall4j.model;

import java.util.Objects;

/** The one rule for texts that are kept: not empty, bounded, and storable without loss. */
final class Texts {

    private Texts() {}

    static String require(String what, String text, int lengthMax) {
        Objects.requireNonNull(text, what);
        if (text.isBlank()) {
            throw new InvalidRequestException("The " + what + " is empty; give some text.");
        }
        if (text.length() > lengthMax) {
            throw new InvalidRequestException(
                    "The %s has %,d characters; at most %,d are allowed. Split it into several."
                            .formatted(what, text.length(), lengthMax));
        }
        requireWellFormed(what, text);
        return text;
    }

    /** Refuses what cannot be written as UTF-8 and read back the same. */
    static void requireWellFormed(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw malformed(what, "the character U+0000", i);
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw malformed(what, "half of a surrogate pair", i);
            }
        }
    }

    private static InvalidRequestException malformed(String what, String found, int index) {
        return new InvalidRequestException(
                "The %s contains %s at index %d; remove it.".formatted(what, found, index));
    }
}
