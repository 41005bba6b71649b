package dev.recall4j.model;

import java.util.Map;

/**
 * How a recall came about: what was looked at, and what was kept out. Every memory of the scope
 * counts once in {@code visible}, {@code expired}, {@code notValid} or {@code filtered}, under the
 * first of the last three that applies.
 *
 * @param threshold what a result had to score
 * @param found how many memories each signal found that looks for some on its own; the other
 *     signals judge what these found. A signal that could not take part is absent
 * @param judged how many memories were judged by all signals: those that were found, and those that
 *     were said around them
 * @param belowThreshold how many of the judged scored less than the threshold, or nothing
 * @param visible how many memories could have been found
 * @param expired how many are past their expiry
 * @param notValid how many are superseded, or were not valid at the time asked about
 * @param filtered how many were kept out by the filter
 */
public record Explanation(
        double threshold,
        Map<Signal, Integer> found,
        int judged,
        int belowThreshold,
        long visible,
        long expired,
        long notValid,
        long filtered) {

    public Explanation {
        found = Map.copyOf(found);
    }
}
