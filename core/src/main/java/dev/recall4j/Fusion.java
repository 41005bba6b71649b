package dev.recall4j;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Occasion;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    private final Embedder.Band band;
    private final Weights weights;
    private final ZoneId zone;

    Fusion(Embedder.Band band, Weights weights, ZoneId zone) {
        this.band = band;
        this.weights = weights;
        this.zone = zone;
    }

    /** A memory, its score, and what was made of it. */
    record Scored(MemoryId memory, double score, List<Gain> gains) {

        /** Of equal scores, which may have met their bounds, the one with more of the words. */
        static final Comparator<Scored> BEST_FIRST =
                Comparator.comparingDouble(Scored::score)
                        .thenComparingDouble(Scored::words)
                        .reversed()
                        .thenComparing(scored -> scored.memory().value());

        private double words() {
            for (Gain gain : gains) {
                if (gain.signal() == Signal.KEYWORD) {
                    return gain.raw();
                }
            }
            return 0;
        }

        /** What each signal gave; together the score. */
        Map<Signal, Recalled.Part> parts() {
            double sum = Fusion.sum(gains);
            Map<Signal, Recalled.Part> parts = new EnumMap<>(Signal.class);
            for (Gain gain : gains) {
                double part = sum == 0 ? 0 : gain.weighted() * score / sum;
                parts.put(gain.signal(), new Recalled.Part(gain.raw(), part, gain.rank()));
            }
            return parts;
        }

        /** With a share of this score, and of each of its parts. */
        Scored scaled(double share) {
            List<Gain> scaled = new ArrayList<>();
            parts().forEach((signal, part) ->
                    scaled.add(new Gain(signal, part.raw(), part.part() * share, part.rank())));
            return new Scored(memory, score * share, scaled);
        }

        /** With what one more signal gives. The gains of a scaled one add up to its score. */
        Scored plus(Gain gain) {
            List<Gain> more = new ArrayList<>(gains);
            more.add(gain);
            return new Scored(memory, Math.min(score + gain.weighted(), 1), more);
        }
    }

    /** What one signal gives, by its weight. */
    record Gain(Signal signal, double raw, double weighted, int rank) {}

    /** Best first, in an order that is always the same. */
    List<Scored> fuse(Hits hits, Question question) {
        Map<MemoryId, List<Hit>> byMemory = new HashMap<>();
        for (Hit hit : hits.hits()) {
            byMemory.computeIfAbsent(hit.memory(), memory -> new ArrayList<>()).add(hit);
        }
        List<Scored> found = new ArrayList<>();
        byMemory.forEach((memory, its) -> {
            Occasion occasion = Objects.requireNonNull(hits.occasions().get(memory));
            Scored scored = scored(memory, its, occasion, question);
            if (scored.score() > 0) {
                found.add(scored);
            }
        });
        found.sort(Scored.BEST_FIRST);
        return found;
    }

    private Scored scored(MemoryId memory, List<Hit> found, Occasion occasion, Question question) {
        List<Gain> gains = new ArrayList<>(Signal.values().length);
        double wordiness = wordiness(keyword(found));
        for (Hit hit : found) {
            double gain = gain(hit, wordiness);
            gains.add(new Gain(hit.signal(), hit.score(), gain, hit.rank()));
        }
        if (sum(gains) == 0) {
            return new Scored(memory, 0, List.of());
        }
        put(Signal.SPEAKER, spokenBy(question, occasion), weights.speaker(), gains);
        put(Signal.TIME, when(question, occasion), weights.time(), gains);
        double telling = occasion.question() ? 1 - weights.question() : 1;
        double score = Math.min(sum(gains) / weights.sum(), 1) * telling;
        return new Scored(memory, score, gains);
    }

    private double gain(Hit hit, double wordiness) {
        return switch (hit.signal()) {
            case DENSE -> weights.dense() * nearness(hit);
            case DENSE_AROUND -> weights.denseAround() * nearness(hit);
            case KEYWORD -> weights.keyword() * wordiness;
            // What the memory has itself is not counted again for what it has around it.
            case KEYWORD_AROUND -> weights.keywordAround() * (wordiness(hit.score()) - wordiness);
            case SPEAKER, TIME, RERANK, FRESHNESS ->
                    throw new IllegalArgumentException("no signal of an index");
        };
    }

    private double nearness(Hit hit) {
        double share = (hit.score() - band.floor()) / (band.ceiling() - band.floor());
        return Math.clamp(share, 0.0, 1.0);
    }

    private static double wordiness(double share) {
        return Math.min(share / SHARE_OF_A_GOOD_ANSWER, 1);
    }

    private static double keyword(List<Hit> found) {
        for (Hit hit : found) {
            if (hit.signal() == Signal.KEYWORD) {
                return hit.score();
            }
        }
        return 0;
    }

    private static double sum(List<Gain> gains) {
        double sum = 0;
        for (Gain gain : gains) {
            sum += gain.weighted();
        }
        return sum;
    }

    private static void put(Signal signal, double share, double weight, List<Gain> gains) {
        if (share > 0) {
            gains.add(new Gain(signal, share, share * weight, 0));
        }
    }

    /** 1 if the one who is named said it; less where several are named. */
    private static double spokenBy(Question question, Occasion occasion) {
        String speaker = occasion.speaker();
        if (speaker == null || question.people().isEmpty()) {
            return 0;
        }
        long named = Words.ofName(speaker).filter(question.people()::contains).count();
        return (double) named / question.people().size();
    }

    /** By when it was said or when it happened, whichever fits better. */
    private double when(Question question, Occasion occasion) {
        if (!question.time().isNamed()) {
            return 0;
        }
        double said = question.time().share(day(occasion.saidAt()));
        Instant since = occasion.since();
        return since == null ? said : Math.max(said, question.time().share(day(since)));
    }

    private LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }
}
