package dev.recall4j.cli;

import dev.recall4j.model.ExtractionMode;

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
                    "How turns become memories: verbatim, local or model. Default: the best there is.")
    private @Nullable ExtractionMode mode;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            order = 701,
            description =
                    "When it was said, such as 2024-05-08 or 2024-05-08T12:30+02:00; in UTC if no zone is"
                            + " given. Default: now.")
    private @Nullable ZonedDateTime at;

    @Nullable ExtractionMode mode() {
        return mode;
    }

    @Nullable ZonedDateTime at() {
        return at;
    }
}
