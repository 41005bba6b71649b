package dev.recall4j.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is measured about a question, each at one or several cuts. */
public enum Measure {
    /** Share of the evidence among so many results. */
    EVIDENCE(Unit.SHARE, 5, 10, 20, 30, 50),
    /** 1 if any evidence is among so many results. */
    ANY_EVIDENCE(Unit.SHARE, 10),
    /** 1 if all evidence is among so many results. */
    ALL_EVIDENCE(Unit.SHARE, 10),
    /** Share of the sessions with evidence that so many results come from. */
    SESSIONS(Unit.SHARE, 10),
    /** Normalised discounted cumulative gain of so many results. */
    NDCG(Unit.SHARE, 10),
    /** 1 divided by the rank of the first result with evidence, 0 if there is none. */
    RECIPROCAL_RANK(Unit.SHARE, QualityRun.RESULTS),
    /**
     * Share of the evidence in the results that fit into so many tokens, of four characters each.
     */
    EVIDENCE_BY_CHARACTERS(Unit.SHARE, 500, 1_000, 2_000, 4_000),
    /** Share of the evidence in the results that fit into so many tokens, counted. */
    EVIDENCE_BY_TOKENS(Unit.SHARE, 500, 1_000, 2_000, 4_000),
    /** Share of the evidence in a packed context of at most so many tokens. */
    CONTEXT_EVIDENCE(Unit.SHARE, 500, 1_000, 2_000, 4_000),
    /** Tokens that such a context really has. */
    CONTEXT_TOKENS(Unit.TOKENS, 500, 1_000, 2_000, 4_000),
    /** Share of the answer's words, apart from those of the question, in such a context. */
    ANSWER_WORDS(Unit.SHARE, 1_000);

    /** What its figures are. */
    public enum Unit {
        /** From 0 to 1. */
        SHARE,
        TOKENS
    }

    private final Unit unit;
    private final List<Integer> cuts;

    Measure(Unit unit, Integer... cuts) {
        this.unit = unit;
        this.cuts = List.copyOf(Arrays.asList(cuts));
    }

    public Unit unit() {
        return unit;
    }

    /** The numbers of results, or of tokens, at which it is taken; ascending. */
    public List<Integer> cuts() {
        return cuts;
    }

    /** Its name in JSON, such as {@code context-evidence}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
