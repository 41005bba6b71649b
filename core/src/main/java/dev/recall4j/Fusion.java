package dev.recall4j;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one score of what the signals say about a memory.
 *
 * <p>Each signal's figure is first mapped to a part from 0 to 1 that means the same in every query:
 * the cosine by the band in which the embedder's cosines tell something, the keyword share as it
 * is. The parts are added with weights that sum to 1. A memory that only one signal finds can thus
 * win, one that both find wins over it, and scores of different queries compare. Pure and
 * thread-safe.
 */
final class Fusion {

    private static final double DENSE_WEIGHT = 0.5;
    private static final double KEYWORD_WEIGHT = 0.5;

    private final Embedder.Band band;

    Fusion(Embedder.Band band) {
        this.band = band;
    }

    /**
     * A memory and its score.
     *
     * @param parts what each signal gave
     */
    record Scored(MemoryId memory, double score, Map<Signal, Recalled.Part> parts) {}

    /** Best first; equal scores in the order of their ids. */
    List<Scored> fuse(Hits hits) {
        Map<MemoryId, Map<Signal, Recalled.Part>> parts = new LinkedHashMap<>();
        for (Hit hit : hits.hits()) {
            parts.computeIfAbsent(hit.memory(), id -> new EnumMap<>(Signal.class))
                    .put(hit.signal(), part(hit));
        }
        return parts.entrySet().stream()
                .map(entry -> scored(entry.getKey(), entry.getValue()))
                .filter(scored -> scored.score() > 0)
                .sorted(
                        Comparator.comparingDouble(Scored::score)
                                .reversed()
                                .thenComparing(scored -> scored.memory().value()))
                .toList();
    }

    private Recalled.Part part(Hit hit) {
        double part =
                switch (hit.signal()) {
                    case DENSE ->
                            DENSE_WEIGHT
                                    * clamp(
                                            (hit.score() - band.floor())
                                                    / (band.ceiling() - band.floor()));
                    case KEYWORD -> KEYWORD_WEIGHT * clamp(hit.score());
                };
        return new Recalled.Part(hit.score(), part, hit.rank());
    }

    private static Scored scored(MemoryId memory, Map<Signal, Recalled.Part> parts) {
        double sum = parts.values().stream().mapToDouble(Recalled.Part::part).sum();
        return new Scored(memory, clamp(sum), parts);
    }

    private static double clamp(double value) {
        return Math.clamp(value, 0.0, 1.0);
    }
}
