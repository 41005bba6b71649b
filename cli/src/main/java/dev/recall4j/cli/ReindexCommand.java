package dev.recall4j.cli;

import dev.recall4j.model.Stats;
import dev.recall4j.wire.StatsForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reindex}. */
@Command(name = "reindex", description = "Makes the index anew from the journal, for all tenants.")
final class ReindexCommand extends Action {

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description =
                    "Change to another embedder, such as the configured one: embed everything anew first."
                            + " Default: stay with the one there is.")
    private @Nullable String embedder;

    @Override
    Opening.Settings settings() {
        return embedder == null
                ? super.settings()
                : super.settings().withEmbedder(models().openEmbedderNamed(embedder));
    }

    @Override
    int run() {
        memories().reindex();
        Stats stats = memories().stats();
        answer(
                StatsForm.of(stats),
                () ->
                        lines().print(
                                        "The index is new, up to journal position %,d, with vectors of %s"
                                                .formatted(
                                                        stats.indexPosition(),
                                                        stats.embedder().name())));
        return DONE;
    }
}
