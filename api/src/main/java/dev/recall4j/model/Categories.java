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
