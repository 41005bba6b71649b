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
                    "How turns become memories: verbatim, local (by rules), model, or procedure, which writes"
                            + " one memory of how the agent of --agent did a task. The last two need a"
                            + " configured language model. Default: model if one is configured, else local.")
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
     * @throws InvalidRequestException if it needs a language model and none is configured; told
     *     before anything is opened
     */
    @Nullable ExtractionMode mode(ConfiguredModels models) {
        if (mode != null && mode.asksModel() && models.chat().isEmpty()) {
            throw new InvalidRequestException(
                    "The mode %s needs a language model, and none is configured; %s. Or use verbatim or local."
                            .formatted(Choices.name(mode), ConfiguredModels.HOW));
        }
        return mode;
    }

    /** A mode without a language model does not fail because of one. */
    Action.Needs needs() {
        return mode == null || mode.asksModel()
                ? Action.Needs.EMBEDDER_AND_CHAT
                : Action.Needs.EMBEDDER;
    }

    @Nullable ZonedDateTime at() {
        return at;
    }
}
