package dev.recall4j;

import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.spi.Extractor;

import java.util.List;
import java.util.function.Function;

/** An extractor that does what the test says, be it to lie or to be down. */
final class ScriptedExtractor implements Extractor {

    private volatile Function<List<HeardTurn>, Extraction> script;

    ScriptedExtractor(Function<List<HeardTurn>, Extraction> script) {
        this.script = script;
    }

    void script(Function<List<HeardTurn>, Extraction> next) {
        script = next;
    }

    @Override
    public String name() {
        return "scripted/1";
    }

    @Override
    public Extraction extract(List<HeardTurn> turns, ExtractionSettings settings) {
        return script.apply(turns);
    }
}
