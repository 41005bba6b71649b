package dev.recall4j.cli;

import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.ZonedDateTime;

/** How turns become memories, and when they were said. */
final class TurnOptions {

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            completionCandidates = Choices.Modes.class,
            order = 700,
            description =
                    "How turns become memories: verbatim or local; model comes with a configured model, which"
                            + " the command line does not have. Default: the best there is.")
    private @Nullable ExtractionMode mode;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            order = 701,
            description =
                    "When it was said, such as 2024-05-08T12:30+02:00, in UTC if no zone is given, or"
                            + " 2024-05-08, which is 00:00 UTC of that day. Default: now.")
    private @Nullable ZonedDateTime at;

    /**
     * @throws InvalidRequestException if it is one that no command can have; told before anything
     *     is opened, and in the engine's words
     */
    @Nullable ExtractionMode mode() {
        if (mode == ExtractionMode.MODEL) {
            throw new InvalidRequestException(
                    "The mode model needs an extractor that is not configured; use verbatim or local.");
        }
        return mode;
    }

    @Nullable ZonedDateTime at() {
        return at;
    }
}
