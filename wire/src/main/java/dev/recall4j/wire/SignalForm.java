package dev.recall4j.wire;

import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one signal gave to a score; see {@link Recalled.Part}. */
public record SignalForm(double raw, double part, int rank) {

    static SignalForm of(Recalled.Part part) {
        return new SignalForm(part.raw(), part.part(), part.rank());
    }

    /** By the signal's name, in the order of {@link Signal}. */
    static Map<String, SignalForm> of(Map<Signal, Recalled.Part> explanation) {
        Map<String, SignalForm> forms = new LinkedHashMap<>();
        for (Signal signal : Signal.values()) {
            Recalled.Part part = explanation.get(signal);
            if (part != null) {
                forms.put(signal.code(), of(part));
            }
        }
        return forms;
    }
}
