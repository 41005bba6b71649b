package dev.recall4j;

import dev.recall4j.model.Recalled;
import dev.recall4j.model.Signal;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the places that an index does not: those of the signals which judge surroundings, by their
 * figures among all that was judged. Equal figures share a place. Pure and thread-safe.
 */
final class Ranks {

    private static final Set<Signal> RANKED = Set.of(Signal.DENSE_AROUND, Signal.KEYWORD_AROUND);

    /** In ascending order. */
    private final Map<Signal, double[]> figures = new EnumMap<>(Signal.class);

    Ranks(List<Fusion.Scored> judged) {
        for (Signal signal : RANKED) {
            figures.put(
                    signal,
                    judged.stream()
                            .flatMap(scored -> scored.gains().stream())
                            .filter(gain -> gain.signal() == signal)
                            .mapToDouble(Fusion.Gain::raw)
                            .sorted()
                            .toArray());
        }
    }

    /** What each signal gave, with its place where it has one. */
    Map<Signal, Recalled.Part> parts(Fusion.Scored scored) {
        Map<Signal, Recalled.Part> parts = scored.parts();
        parts.replaceAll((signal, part) -> ranked(signal, part));
        return parts;
    }

    private Recalled.Part ranked(Signal signal, Recalled.Part part) {
        double[] all = figures.get(signal);
        return all == null || part.raw() <= 0
                ? part
                : new Recalled.Part(part.raw(), part.part(), 1 + above(part.raw(), all));
    }

    private static int above(double figure, double[] all) {
        int at = Arrays.binarySearch(all, figure);
        while (at + 1 < all.length && all[at + 1] == figure) {
            at++;
        }
        return all.length - 1 - at;
    }
}
