package dev.recall4j.cli;

import dev.recall4j.Decay;
import dev.recall4j.model.InvalidRequestException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether and how memories fade in a ranking. */
final class DecayOptions {

    @Option(
            names = "--half-life",
            paramLabel = "[CATEGORY=]PERIOD",
            description =
                    "Let memories fade: one that was not said again for a PERIOD, such as 90d, counts a little"
                            + " less, up to a tenth. With CATEGORY= only those of a category; one without"
                            + " must be there. May be repeated. Default: they do not fade.")
    private List<HalfLife> halfLives = List.of();

    @Nullable Decay decay() {
        if (halfLives.isEmpty()) {
            return null;
        }
        Decay decay = Decay.of(ofAll());
        for (HalfLife halfLife : halfLives) {
            if (halfLife.category() != null) {
                decay = decay.withHalfLife(halfLife.category(), halfLife.period());
            }
        }
        return decay;
    }

    /** As typed; empty if nothing fades. */
    Optional<String> inWords() {
        return halfLives.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        halfLives.stream()
                                .map(HalfLife::typed)
                                .collect(Collectors.joining(", ", "half-life ", "")));
    }

    private Duration ofAll() {
        return halfLives.stream()
                .filter(halfLife -> halfLife.category() == null)
                .map(HalfLife::period)
                .reduce((earlier, later) -> later)
                .orElseThrow(() ->
                        new InvalidRequestException(
                                "Every --half-life is of a category; give one without, for the other memories."));
    }
}
