package dev.recall4j.cli;

import dev.recall4j.Decay;
import dev.recall4j.Gathering;
import dev.recall4j.Memories;
import dev.recall4j.Weights;
import dev.recall4j.embedded.Recall4j;
import dev.recall4j.local.OnnxEmbedder;
import dev.recall4j.local.OnnxModel;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.Embedder;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How a command gets at the memories of a data directory. */
interface Opening {

    /** The name under which the command stands in histories. */
    String ACTOR = "cli";

    Duration BETWEEN_TRIES = Duration.ofMillis(50);

    /** The engine in this process. */
    Opening EMBEDDED =
            (data, settings) -> {
                Recall4j.Builder builder = settings.builder(data);
                return switch (settings.embedder()) {
                    case EmbedderChoice.Recorded recorded -> builder.open();
                    case EmbedderChoice.Resting resting ->
                            builder.embedder(RestingEmbedder::inPlaceOf).open();
                    case EmbedderChoice.Made made ->
                            builder.embedder(made.embedder()).reembed(made.reembed()).open();
                };
            };

    Memories open(Path data, Settings settings);

    /**
     * Waits so long for a directory that is in use: as a rule by a command that is about to end.
     */
    default Opening patient(Duration patience) {
        return (data, settings) -> {
            long start = System.nanoTime();
            while (true) {
                try {
                    return open(data, settings);
                } catch (UnavailableException e) {
                    if (e.code() != ErrorCode.IN_USE) {
                        throw e;
                    }
                    requireLeft(patience.minusNanos(System.nanoTime() - start), e);
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        };
    }

    private static void requireLeft(Duration patience, UnavailableException inUse) {
        if (!patience.isPositive() || Thread.currentThread().isInterrupted()) {
            throw new UnavailableException(
                    inUse.code(), inUse.getMessage() + " Or try again in a moment.", inUse);
        }
    }

    /** What makes the vectors. */
    sealed interface EmbedderChoice {

        /** The one that made those that are there, or the default one. */
        record Recorded() implements EmbedderChoice {}

        /** None: the command makes no vectors, whoever made those that are there. */
        record Resting() implements EmbedderChoice {}

        /**
         * This one, which the engine closes.
         *
         * @param reembed whether it makes all vectors anew if another made those that are there
         */
        record Made(Embedder embedder, boolean reembed) implements EmbedderChoice {}

        /**
         * Changes to an embedder that comes with Recall4j; stays with the one there is if no name
         * is given.
         */
        static EmbedderChoice named(@Nullable String name) {
            return name == null
                    ? new Recorded()
                    : new Made(new OnnxEmbedder(OnnxModel.named(name)), true);
        }
    }

    /**
     * What a command wants to be other than usual.
     *
     * @param chatModel the language model, which the engine closes; null for none
     * @param decay how memories fade; null if they do not
     * @param gathering when what waits for a model is taken up
     */
    record Settings(
            EmbedderChoice embedder,
            @Nullable ChatModel chatModel,
            Weights weights,
            @Nullable Decay decay,
            Gathering gathering,
            Clock clock) {

        static final Settings USUAL =
                new Settings(
                        new EmbedderChoice.Recorded(),
                        null,
                        Weights.defaults(),
                        null,
                        Gathering.defaults(),
                        Clock.systemUTC());

        Settings withEmbedder(EmbedderChoice changed) {
            return new Settings(changed, chatModel, weights, decay, gathering, clock);
        }

        Settings withChatModel(@Nullable ChatModel changed) {
            return new Settings(embedder, changed, weights, decay, gathering, clock);
        }

        Settings withDecay(@Nullable Decay changed) {
            return new Settings(embedder, chatModel, weights, changed, gathering, clock);
        }

        /** What waits is left alone. */
        Settings withoutCatchingUp() {
            return new Settings(
                    embedder, chatModel, weights, decay, Gathering.onlyWhenAsked(), clock);
        }

        /** All but the embedder. */
        Recall4j.Builder builder(Path data) {
            Recall4j.Builder builder =
                    Recall4j.at(data)
                            .actor(ACTOR)
                            .weights(weights)
                            .decay(decay)
                            .gathering(gathering)
                            .clock(clock);
            return chatModel == null ? builder : builder.chatModel(chatModel);
        }
    }
}
