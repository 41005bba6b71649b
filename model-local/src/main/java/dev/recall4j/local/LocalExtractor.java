package dev.recall4j.local;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.spi.Extractor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Extracts by rules, without a language model. English first; what is said in other languages is
 * split into sentences and quoted.
 *
 * <p>Each sentence that carries something becomes a candidate that can be read by itself. It names
 * the speaker: "I live in Lisbon." said by Ana becomes "Ana lives in Lisbon."; where such a
 * rewriting is not certain, the sentence is quoted: "Ana: We're off to Rome!". Behind a relative
 * date stands which one it was: "yesterday (2023-05-07)". A short answer is kept with its question.
 * Greetings, thanks and bare questions are skipped. Nothing is inferred: every word of a candidate
 * is the turn's, the speaker's name, a date reckoned from when the turn was said, or the question
 * it answers.
 *
 * <p>Thread-safe. The first extraction loads a model of some 20 kB from the class path.
 */
public final class LocalExtractor implements Extractor {

    /** Costs nothing; the model is loaded by the first extraction. */
    public LocalExtractor() {}

    @Override
    public String name() {
        return "local/1";
    }

    @Override
    public Extraction extract(List<HeardTurn> turns) {
        SentenceSplitter splitter = new SentenceSplitter();
        Names names = Names.in(turns);
        List<Candidate> candidates = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        String asked = "";
        @Nullable Speaker asker = null;
        for (HeardTurn turn : turns) {
            Speaker speaker = Speaker.of(turn.turn());
            TurnReader reader = new TurnReader(turn, names, speaker.equals(asker) ? "" : asked);
            reader.read(splitter);
            asked = reader.asked();
            asker = speaker;
            candidates.addAll(reader.candidates());
            skipped.addAll(reader.skipped());
        }
        return new Extraction(candidates, skipped);
    }
}
