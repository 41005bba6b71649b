package dev.recall4j.cli;

import dev.recall4j.Decay;
import dev.recall4j.Memories;
import dev.recall4j.Weights;
import dev.recall4j.embedded.Recall4j;
import dev.recall4j.local.OnnxEmbedder;
import dev.recall4j.local.OnnxModel;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

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
                return settings.embedder() == null
                        ? builder.open()
                        : reembedded(
                                builder, new OnnxEmbedder(OnnxModel.named(settings.embedder())));
            };

    private static Memories reembedded(Recall4j.Builder builder, OnnxEmbedder embedder) {
        try {
            return builder.embedder(embedder).reembed(true).open();
        } catch (RuntimeException e) {
            // A directory in use is tried again, with an embedder made anew.
            embedder.close();
            throw e;
        }
    }

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

    /**
     * What a command wants to be other than usual.
     *
     * @param embedder the embedder to change to, making all vectors anew; null to stay with the one
     *     there is
     * @param decay how memories fade; null if they do not
     */
    record Settings(
            @Nullable String embedder, Weights weights, @Nullable Decay decay, Clock clock) {

        static final Settings USUAL =
                new Settings(null, Weights.defaults(), null, Clock.systemUTC());

        Settings withEmbedder(@Nullable String changed) {
            return new Settings(changed, weights, decay, clock);
        }

        Settings withDecay(@Nullable Decay changed) {
            return new Settings(embedder, weights, changed, clock);
        }

        /** All but the embedder. */
        Recall4j.Builder builder(Path data) {
            return Recall4j.at(data).actor(ACTOR).weights(weights).decay(decay).clock(clock);
        }
    }
}
