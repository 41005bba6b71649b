package dev.recall4j;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Source;
import dev.recall4j.spi.Extractor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proposes each turn as it stands. Pure and thread-safe. */
final class VerbatimExtractor implements Extractor {

    static final String NAME = "verbatim/1";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Extraction extract(List<HeardTurn> turns, ExtractionSettings settings) {
        return new Extraction(turns.stream().map(VerbatimExtractor::candidate).toList(), List.of());
    }

    private static Candidate candidate(HeardTurn turn) {
        String text = turn.turn().text();
        return new Candidate(text, new Evidence(turn.id(), 0, text.length()), Set.of(), null);
    }

    /** Whether it was this that drew a memory. */
    static boolean drew(Memory memory) {
        return memory.provenance().extractor().equals(NAME);
    }

    /**
     * Whose words a memory holds, where its text alone does not tell: verbatim words mean different
     * things from different mouths, other statements name who they are about.
     */
    static Optional<String> speakerOf(Memory memory) {
        return Optional.of(memory)
                .filter(VerbatimExtractor::drew)
                .flatMap(drawn -> drawn.provenance().sources().stream().findFirst())
                .map(Source::speaker);
    }
}
