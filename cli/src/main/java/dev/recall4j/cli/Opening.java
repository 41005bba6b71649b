package dev.recall4j.cli;

import dev.recall4j.Memories;
import dev.recall4j.embedded.Recall4j;
import dev.recall4j.local.OnnxEmbedder;
import dev.recall4j.local.OnnxModel;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** How a command gets at the memories of a data directory. */
interface Opening {

    /** The name under which the command stands in histories. */
    String ACTOR = "cli";

    /** The engine in this process. */
    Opening EMBEDDED =
            (data, embedder) -> {
                Recall4j.Builder builder = Recall4j.at(data).actor(ACTOR);
                if (embedder != null) {
                    builder.embedder(new OnnxEmbedder(OnnxModel.named(embedder))).reembed(true);
                }
                return builder.open();
            };

    /**
     * @param embedder the embedder to change to, making all vectors anew; null to stay with the one
     *     there is
     */
    Memories open(Path data, @Nullable String embedder);
}
