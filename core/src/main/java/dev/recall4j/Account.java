package dev.recall4j;

import dev.recall4j.model.Explanation;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Census;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What there is to tell about a search beside its results. Pure.
 *
 * @param request what was asked
 * @param embedded whether the question could be embedded
 * @param hits what the index brought
 * @param ranking what was made of it
 * @param overlap how much of it others in it stand for
 * @param good what of the rest reached the threshold
 */
record Account(
        SearchRequest request,
        boolean embedded,
        Hits hits,
        SecondLook.Ranking ranking,
        int overlap,
        List<Fusion.Scored> good) {

    /**
     * Why nothing or not more came.
     *
     * @param results how many came
     * @param census what the scope holds; needed where nothing came
     */
    List<Reason> reasons(int results, @Nullable Census census) {
        List<Fusion.Scored> found = ranking.found();
        List<Reason> reasons = new ArrayList<>();
        if (!embedded) {
            reasons.add(Reasons.of(ReasonCode.SIGNAL_UNAVAILABLE, 1));
        }
        if (ranking.rerankerMissed()) {
            reasons.add(Reasons.of(ReasonCode.RERANKER_UNAVAILABLE, found.size()));
        }
        int below = found.size() - overlap - good.size();
        if (below > 0 && results < request.limit()) {
            reasons.add(Reasons.of(ReasonCode.BELOW_THRESHOLD, below));
        }
        if (results == 0 && census != null) {
            reasons.addAll(silence(census, found.isEmpty()));
        }
        return reasons;
    }

    private static List<Reason> silence(Census census, boolean nothingFound) {
        if (census.stored() == 0) {
            return List.of(Reasons.of(ReasonCode.NOTHING_STORED, 0));
        }
        List<Reason> reasons = new ArrayList<>();
        addIfAny(reasons, ReasonCode.EXPIRED, census.expired());
        addIfAny(reasons, ReasonCode.NOT_VALID, census.notValid());
        addIfAny(reasons, ReasonCode.FILTERED, census.filtered());
        if (nothingFound) {
            addIfAny(reasons, ReasonCode.NOTHING_ALIKE, census.visible());
        }
        return reasons;
    }

    private static void addIfAny(List<Reason> reasons, ReasonCode code, long count) {
        if (count > 0) {
            reasons.add(Reasons.of(code, count));
        }
    }

    /** How the results came about. */
    Explanation explanation(Census census) {
        int judged = hits.occasions().size() - overlap;
        return new Explanation(
                request.threshold(),
                found(),
                judged,
                judged - good.size(),
                census.visible(),
                census.expired(),
                census.notValid(),
                census.filtered());
    }

    /** By signals that find something on their own; the others have no hits with a rank. */
    private Map<Signal, Integer> found() {
        Map<Signal, Integer> found = new EnumMap<>(Signal.class);
        if (embedded) {
            found.put(Signal.DENSE, 0);
        }
        found.put(Signal.KEYWORD, 0);
        for (Hit hit : hits.hits()) {
            if (hit.rank() > 0) {
                found.merge(hit.signal(), 1, Integer::sum);
            }
        }
        return found;
    }
}
