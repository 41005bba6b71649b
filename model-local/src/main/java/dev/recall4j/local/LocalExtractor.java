package dev.recall4j.local;

import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.spi.Extractor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Extracts by rules, without a language model. English first; what is said in other languages is
 * split into sentences and quoted.
 *
 * <p>Each sentence that carries something becomes a candidate that can be read by itself. It names
 * the speaker: "I live in Lisbon." said by Ana becomes "Ana lives in Lisbon."; where such a
 * rewriting is not certain, the sentence is quoted: "Ana: We're off to Rome!". Behind a relative
 * date stands which one it was: "yesterday (2023-05-07)". A short answer is kept with its question.
 * Greetings, thanks, bare questions and what is marked as a joke are skipped, and what is set right
 * in the next words ("no, I meant") is kept with them. Nothing is inferred: every word of a
 * candidate is the turn's, the speaker's name, a date reckoned from when the turn was said, or the
 * question it answers.
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
    public Extraction extract(List<HeardTurn> turns, ExtractionSettings settings) {
        SentenceSplitter splitter = new SentenceSplitter();
        Names names = Names.in(turns);
        List<TurnReader> readers = new ArrayList<>();
        Map<Speaker, TurnReader> last = new HashMap<>();
        String asked = "";
        @Nullable Speaker asker = null;
        for (HeardTurn turn : turns) {
            Speaker speaker = Speaker.of(turn.turn());
            String question = speaker.equals(asker) ? "" : asked;
            TurnReader reader = new TurnReader(turn, names, question, last.get(speaker));
            reader.read(splitter);
            asked = reader.asked();
            asker = speaker;
            last.put(speaker, reader);
            readers.add(reader);
        }
        return new Extraction(
                readers.stream().flatMap(reader -> reader.candidates().stream()).toList(),
                readers.stream().flatMap(reader -> reader.skipped().stream()).toList());
    }
}
