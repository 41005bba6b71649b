package dev.recall4j.model;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The one rule for categories: a sorted, bounded set of short names. */
final class Categories {

    static final int COUNT_MAX = 64;
    private static final int LENGTH_MAX = 128;

    private Categories() {}

    static boolean allow(String name) {
        try {
            require(name);
            return true;
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    private static String require(String name) {
        return Texts.require("category", name, LENGTH_MAX);
    }

    /**
     * Categories that a caller gives.
     *
     * @throws InvalidRequestException if one is none, or one that only Recall4j gives
     */
    static Set<String> givenBy(Set<String> categories) {
        Set<String> copied = copyOf(categories);
        if (copied.contains(Memory.QUOTATION)) {
            throw new InvalidRequestException(
                    "The category '%s' is given by Recall4j itself, to turns that stand beside statements; choose another name."
                            .formatted(Memory.QUOTATION));
        }
        return copied;
    }

    static Set<String> copyOf(Set<String> categories) {
        if (categories.isEmpty()) {
            return Set.of();
        }
        if (categories.size() > COUNT_MAX) {
            throw new InvalidRequestException(
                    "There are %,d categories; at most %d are allowed."
                            .formatted(categories.size(), COUNT_MAX));
        }
        Set<String> sorted = new TreeSet<>();
        categories.forEach(name -> sorted.add(require(name)));
        return Collections.unmodifiableSet(sorted);
    }
}
