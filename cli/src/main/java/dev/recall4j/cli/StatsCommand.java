package dev.recall4j.cli;

import dev.recall4j.model.Stats;
import dev.recall4j.model.Status;
import dev.recall4j.wire.StatsForm;

import picocli.CommandLine.Command;

/** {@code stats}. */
@Command(name = "stats", description = "Shows what the tenant holds.")
final class StatsCommand extends Action {

    @Override
    int run() {
        Stats stats = memories().stats();
        answer(StatsForm.of(stats), () -> show(stats));
        return DONE;
    }

    private void show(Stats stats) {
        for (Status status : Status.values()) {
            row("memories, " + Choices.name(status), stats.memories().getOrDefault(status, 0L));
        }
        row("turns", stats.turns());
        row("turns that wait for extraction", stats.pendingTurns());
        row("held candidates", stats.held());
        row("scopes", stats.scopes());
        row("journal position", stats.journalPosition());
        row("index position", stats.indexPosition());
        lines().print(
                        "%-32s%s, %,d dimensions"
                                .formatted(
                                        "embedder",
                                        stats.embedder().name(),
                                        stats.embedder().dimension()));
    }

    private void row(String name, long value) {
        lines().print("%-32s%,d".formatted(name, value));
    }
}
