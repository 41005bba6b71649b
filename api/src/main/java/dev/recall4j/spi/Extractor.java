package dev.recall4j.spi;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;

import java.util.List;

/**
 * Turns turns into candidates. Thread-safe, and free of side effects.
 *
 * <p>Every turn given shows up in the result: in the evidence of a candidate, or among the skipped.
 * The evidence of a candidate is a span of a turn that was given; a candidate without it, or with a
 * text that no memory can have, is left out, and the others stay. {@linkplain Candidate#further
 * Further} evidence that is none is left out alone. Candidates and skipped together are no more
 * than {@link #entriesMax}: an extraction with more is not believed, and its turns are kept to be
 * extracted again. So are the turns of an extractor that throws, whatever it throws; of that only
 * the name of its class is passed on, since a message could hold what was said.
 */
public interface Extractor extends AutoCloseable {

    /**
     * Name and version, such as {@code local/1}; part of a memory's provenance. Always the same,
     * not blank, at most 128 characters, none of them a control character.
     */
    String name();

    /**
     * @param turns of one scope, in the order said; never system turns
     * @param settings what is wished for; who has no use for them passes over them
     */
    Extraction extract(List<HeardTurn> turns, ExtractionSettings settings);

    /** Releases what it holds, such as a model. Closing twice does no harm. */
    @Override
    default void close() {}

    /**
     * How many entries an extraction of some turns may have: 1,000, two for each turn, and one for
     * every ten characters said. Statements that stand in the turns are far fewer.
     */
    static long entriesMax(List<HeardTurn> turns) {
        long characters = turns.stream().mapToLong(turn -> turn.turn().text().length()).sum();
        return 1_000 + 2L * turns.size() + characters / 10;
    }
}
