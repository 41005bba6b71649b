package dev.recall4j;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Signal;

/**
 * How much each signal counts in the score of a memory. The defaults were found on three
 * conversations of LoCoMo and checked on two others, see {@code docs/recall-quality.md}.
 *
 * @param dense nearness of meaning; default 1
 * @param denseAround nearness in meaning of the talk around it; default 1
 * @param keyword words in common; default 1
 * @param keywordAround words that were said around it and that it lacks itself; default 1
 * @param speaker that it was said by somebody whom the question names; default 0.5
 * @param time that it was said when the question asks; default 0.5
 * @param question how much less a memory scores that only asks; 0 to 1, default 0.1
 */
public record Weights(
        double dense,
        double denseAround,
        double keyword,
        double keywordAround,
        double speaker,
        double time,
        double question) {

    private static final double WEIGHT_MAX = 100;
    private static final Weights DEFAULTS = new Weights(1, 1, 1, 1, 0.5, 0.5, 0.1);

    /**
     * @throws InvalidRequestException if one is negative, above 100 or not a number, if both {@code
     *     dense} and {@code keyword} are 0, or if {@code question} is above 1
     */
    public Weights {
        require("dense", dense, WEIGHT_MAX);
        require("dense-around", denseAround, WEIGHT_MAX);
        require("keyword", keyword, WEIGHT_MAX);
        require("keyword-around", keywordAround, WEIGHT_MAX);
        require("speaker", speaker, WEIGHT_MAX);
        require("time", time, WEIGHT_MAX);
        require("question", question, 1);
        if (dense + keyword == 0) {
            throw new InvalidRequestException(
                    "The weights of dense and keyword are both 0; give one of them some.");
        }
    }

    public static Weights defaults() {
        return DEFAULTS;
    }

    /**
     * These weights, with one signal switched off. A reranker's weight is in {@link Reranking} and
     * that of freshness in {@link Decay}, so that these two change nothing here.
     */
    public Weights without(Signal signal) {
        return new Weights(
                signal == Signal.DENSE ? 0 : dense,
                signal == Signal.DENSE_AROUND ? 0 : denseAround,
                signal == Signal.KEYWORD ? 0 : keyword,
                signal == Signal.KEYWORD_AROUND ? 0 : keywordAround,
                signal == Signal.SPEAKER ? 0 : speaker,
                signal == Signal.TIME ? 0 : time,
                question);
    }

    /** What a memory reaches for which everything speaks. */
    double sum() {
        return dense + denseAround + Math.max(keyword, keywordAround) + speaker + time;
    }

    private static void require(String name, double weight, double max) {
        if (!(weight >= 0 && weight <= max)) {
            throw new InvalidRequestException(
                    "The weight of %s is %s; give one from 0 to %s.".formatted(name, weight, max));
        }
    }
}
