package dev.recall4j.cli;

import dev.recall4j.Decay;
import dev.recall4j.Memories;
import dev.recall4j.Weights;
import dev.recall4j.embedded.Recall4j;
import dev.recall4j.local.OnnxEmbedder;
import dev.recall4j.local.OnnxModel;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;

/** How a command gets at the memories of a data directory. */
interface Opening {

    /** The name under which the command stands in histories. */
    String ACTOR = "cli";

    /** The engine in this process. */
    Opening EMBEDDED =
            (data, settings) -> {
                Recall4j.Builder builder = settings.builder(data);
                if (settings.embedder() != null) {
                    builder.embedder(new OnnxEmbedder(OnnxModel.named(settings.embedder())))
                            .reembed(true);
                }
                return builder.open();
            };

    Memories open(Path data, Settings settings);

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
