package dev.recall4j.quality;

import dev.recall4j.model.InvalidRequestException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ids that evidence and reports refer to. */
final class Ids {

    private Ids() {}

    /**
     * @throws InvalidRequestException if two of them are the same
     */
    static void requireUnique(String what, List<String> ids) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new InvalidRequestException(
                        "Two %s have the id '%s'; give each its own.".formatted(what, id));
            }
        }
    }
}
