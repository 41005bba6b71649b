package dev.recall4j;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Occasion;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes one score of what the signals say about a memory.
 *
 * <p>Each signal's figure is first mapped to a share from 0 to 1 that means the same in every
 * query: cosines by the band in which the embedder's cosines tell something, words by how much of
 * them an answer has at best. The score is the weighted mean of the shares; a memory that only asks
 * scores a little less. It needs nothing of the other hits, so scores compare between queries and a
 * threshold keeps its meaning. Measured against other ways in {@code docs/recall-quality.md}. Pure
 * and thread-safe.
 */
final class Fusion {

    /** Who has half of the weight of a question's words has what an answer ever has of them. */
    private static final double SHARE_OF_A_GOOD_ANSWER = 0.5;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Embedder.Band band;
    private final Weights weights;
    private final ZoneId zone;

    Fusion(Embedder.Band band, Weights weights, ZoneId zone) {
        this.band = band;
        this.weights = weights;
        this.zone = zone;
    }

    /**
     * A memory and its score.
     *
     * @param parts what each signal gave
     */
    record Scored(MemoryId memory, double score, Map<Signal, Recalled.Part> parts) {}

    /** Best first; equal scores in the order of their ids. */
    List<Scored> fuse(Hits hits, Question question) {
        Map<MemoryId, List<Hit>> byMemory =
                hits.hits().stream().collect(Collectors.groupingBy(Hit::memory));
        return byMemory.entrySet().stream()
                .map(entry ->
                        scored(
                                entry.getKey(),
                                entry.getValue(),
                                Objects.requireNonNull(hits.occasions().get(entry.getKey())),
                                question))
                .filter(scored -> scored.score() > 0)
                .sorted(
                        Comparator.comparingDouble(Scored::score)
                                .reversed()
                                .thenComparing(scored -> scored.memory().value()))
                .toList();
    }

    private Scored scored(MemoryId memory, List<Hit> found, Occasion occasion, Question question) {
        Map<Signal, Recalled.Part> gains = new EnumMap<>(Signal.class);
        for (Hit hit : found) {
            gains.put(hit.signal(), new Recalled.Part(hit.score(), gain(hit, found), hit.rank()));
        }
        boolean alike = gains.values().stream().anyMatch(gain -> gain.part() > 0);
        if (!alike) {
            return new Scored(memory, 0, Map.of());
        }
        put(Signal.SPEAKER, spokenBy(question, occasion), weights.speaker(), gains);
        put(Signal.TIME, saidWhen(question, occasion), weights.time(), gains);
        return scaled(memory, gains, occasion.question() ? 1 - weights.question() : 1);
    }

    private double gain(Hit hit, List<Hit> found) {
        return switch (hit.signal()) {
            case DENSE -> weights.dense() * nearness(hit);
            case DENSE_AROUND -> weights.denseAround() * nearness(hit);
            case KEYWORD -> weights.words() * wordiness(hit.score());
            case KEYWORD_AROUND ->
                    weights.words() * (wordiness(hit.score()) - wordiness(keyword(found)));
            case SPEAKER, TIME -> throw new IllegalArgumentException("no signal of an index");
        };
    }

    private double nearness(Hit hit) {
        double share = (hit.score() - band.floor()) / (band.ceiling() - band.floor());
        return Math.clamp(share, 0.0, 1.0);
    }

    private static double wordiness(double share) {
        return Math.min(share / SHARE_OF_A_GOOD_ANSWER, 1);
    }

    /** What the memory has itself is not counted again for what it has in its surroundings. */
    private static double keyword(List<Hit> found) {
        return found.stream()
                .filter(hit -> hit.signal() == Signal.KEYWORD)
                .mapToDouble(Hit::score)
                .findFirst()
                .orElse(0);
    }

    private static void put(
            Signal signal, double share, double weight, Map<Signal, Recalled.Part> gains) {
        if (share > 0 && weight > 0) {
            gains.put(signal, new Recalled.Part(share, share * weight, 0));
        }
    }

    /** 1 if the one who is named said it; less where several are named. */
    private static double spokenBy(Question question, Occasion occasion) {
        String speaker = occasion.speaker();
        if (speaker == null || question.people().isEmpty()) {
            return 0;
        }
        long named =
                NO_WORD.splitAsStream(speaker.toLowerCase(Locale.ROOT))
                        .filter(question.people()::contains)
                        .count();
        return (double) named / question.people().size();
    }

    private double saidWhen(Question question, Occasion occasion) {
        return question.time().share(LocalDate.ofInstant(occasion.saidAt(), zone));
    }

    /** The parts add up to the score. */
    private Scored scaled(MemoryId memory, Map<Signal, Recalled.Part> gains, double factor) {
        double sum = gains.values().stream().mapToDouble(Recalled.Part::part).sum();
        double score = Math.min(sum / weights.sum(), 1) * factor;
        Map<Signal, Recalled.Part> parts = new EnumMap<>(Signal.class);
        gains.forEach((signal, gain) ->
                parts.put(
                        signal,
                        new Recalled.Part(gain.raw(), gain.part() * score / sum, gain.rank())));
        return new Scored(memory, score, parts);
    }
}
