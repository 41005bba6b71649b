package dev.recall4j;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.spi.Extractor;

import java.util.List;
import java.util.Set;

/** Every turn is one candidate, as it stands. Thread-safe. */
final class VerbatimExtractor implements Extractor {

    @Override
    public String name() {
        return "verbatim/1";
    }

    @Override
    public Extraction extract(List<HeardTurn> turns) {
        return new Extraction(turns.stream().map(VerbatimExtractor::candidate).toList(), List.of());
    }

    private static Candidate candidate(HeardTurn turn) {
        String text = turn.turn().text();
        return new Candidate(text, new Evidence(turn.id(), 0, text.length()), Set.of(), null);
    }
}
