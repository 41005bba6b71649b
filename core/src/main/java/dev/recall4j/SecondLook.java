package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Reranker;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Lets a reranker judge what the signals found, before anything is cut, and blends its judgement
 * into the scores as {@link Reranking} says. Where there is no reranker, or it fails, the scores
 * stay as they are. Thread-safe.
 */
final class SecondLook {

    private static final System.Logger LOG = System.getLogger(SecondLook.class.getName());

    private final @Nullable Reranker reranker;
    private final Reranking settings;
    private final Function<Memory, String> reading;

    /**
     * @param reading a memory as a reader sees it
     */
    SecondLook(@Nullable Reranker reranker, Reranking settings, Function<Memory, String> reading) {
        this.reranker = reranker;
        this.settings = settings;
        this.reading = reading;
    }

    /**
     * What was found, best first.
     *
     * @param rerankerMissed whether a reranker should have judged it and did not
     */
    record Ranking(List<Fusion.Scored> found, boolean rerankerMissed) {}

    /**
     * @param fused what the signals found, best first
     * @param journal tells which of some memories can be shown, and what they say now
     */
    Ranking at(
            String query,
            List<Fusion.Scored> fused,
            Function<List<Fusion.Scored>, Map<MemoryId, Memory>> journal) {
        if (reranker == null || fused.isEmpty()) {
            return new Ranking(fused, false);
        }
        List<Fusion.Scored> pool = fused.subList(0, Math.min(fused.size(), settings.candidates()));
        List<Reranker.Passage> passages = passages(pool, journal.apply(pool));
        if (passages.isEmpty()) {
            return new Ranking(fused, false);
        }
        try {
            double[] relevances = reranker.relevances(query, passages);
            return new Ranking(blended(fused, judged(passages, relevances)), false);
        } catch (UnavailableException e) {
            // Only the code: the message of a model could hold what was asked.
            LOG.log(WARNING, "The reranker did not judge; ranking by signals only: {0}", e.code());
            return new Ranking(fused, true);
        }
    }

    private List<Reranker.Passage> passages(
            List<Fusion.Scored> pool, Map<MemoryId, Memory> memories) {
        return pool.stream()
                .filter(scored -> memories.containsKey(scored.memory()))
                .map(scored ->
                        new Reranker.Passage(
                                scored.memory(),
                                reading.apply(
                                        Objects.requireNonNull(memories.get(scored.memory()))),
                                scored.score()))
                .toList();
    }

    private Map<MemoryId, Recalled.Part> judged(
            List<Reranker.Passage> passages, double[] relevances) {
        Map<MemoryId, Recalled.Part> parts = new HashMap<>();
        for (int i = 0; i < relevances.length; i++) {
            double relevance = relevances[i];
            long better = Arrays.stream(relevances).filter(other -> other > relevance).count();
            parts.put(
                    passages.get(i).memory(),
                    new Recalled.Part(
                            relevance, settings.weight() * relevance, Math.toIntExact(better + 1)));
        }
        return parts;
    }

    private List<Fusion.Scored> blended(
            List<Fusion.Scored> fused, Map<MemoryId, Recalled.Part> judged) {
        List<Fusion.Scored> blended = new ArrayList<>();
        for (Fusion.Scored scored : fused) {
            blended.add(blended(scored, judged.get(scored.memory())));
        }
        blended.sort(Fusion.Scored.BEST_FIRST);
        return List.copyOf(blended);
    }

    private Fusion.Scored blended(Fusion.Scored scored, Recalled.@Nullable Part judged) {
        Fusion.Scored rest = scored.scaled(1 - settings.weight());
        return judged == null
                ? rest
                : rest.plus(
                        new Fusion.Gain(Signal.RERANK, judged.raw(), judged.part(), judged.rank()));
    }
}
