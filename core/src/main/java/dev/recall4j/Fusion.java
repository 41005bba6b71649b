package dev.recall4j;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes one score of what the signals say about a memory.
 *
 * <p>Each signal's figure is first mapped to a share from 0 to 1 that means the same in every
 * query: the cosine by the band in which the embedder's cosines tell something, the keyword share
 * as it is. The shares are joined like independent chances, {@code 1 - (1 - dense) (1 - keyword)}:
 * either signal alone can carry a memory to the top, both together carry it further, and scores of
 * different queries compare. Measured against weighted sums and rank fusion in ADR 2. Pure and
 * thread-safe.
 */
final class Fusion {

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
        Map<MemoryId, List<Hit>> byMemory =
                hits.hits().stream().collect(Collectors.groupingBy(Hit::memory));
        return byMemory.entrySet().stream()
                .map(entry -> scored(entry.getKey(), entry.getValue()))
                .filter(scored -> scored.score() > 0)
                .sorted(
                        Comparator.comparingDouble(Scored::score)
                                .reversed()
                                .thenComparing(scored -> scored.memory().value()))
                .toList();
    }

    private double share(Hit hit) {
        return switch (hit.signal()) {
            case DENSE -> clamp((hit.score() - band.floor()) / (band.ceiling() - band.floor()));
            case KEYWORD -> clamp(hit.score());
        };
    }

    /** The score is divided among the signals by their shares, so that the parts add up to it. */
    private Scored scored(MemoryId memory, List<Hit> hits) {
        double score = 1;
        double shares = 0;
        for (Hit hit : hits) {
            score *= 1 - share(hit);
            shares += share(hit);
        }
        score = 1 - score;
        Map<Signal, Recalled.Part> parts = new EnumMap<>(Signal.class);
        for (Hit hit : hits) {
            double part = shares == 0 ? 0 : score * share(hit) / shares;
            parts.put(hit.signal(), new Recalled.Part(hit.score(), part, hit.rank()));
        }
        return new Scored(memory, score, parts);
    }

    private static double clamp(double value) {
        return Math.clamp(value, 0.0, 1.0);
    }
}
