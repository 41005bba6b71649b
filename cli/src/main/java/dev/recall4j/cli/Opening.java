package dev.recall4j.cli;

import dev.recall4j.Memories;
import dev.recall4j.embedded.Recall4j;

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
                return embedder == null
                        ? builder.open()
                        : builder.embedder(embedder).reembed(true).open();
            };

    /**
     * @param embedder the embedder to change to, making all vectors anew; null to stay with the one
     *     there is
     */
    Memories open(Path data, @Nullable String embedder);
}
