package dev.recall4j.cli;

import dev.recall4j.model.CheckReport;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.wire.CheckForm;

import picocli.CommandLine.Command;

/** {@code check}. */
@Command(name = "check", description = "Compares journal and index, of all tenants.")
final class CheckCommand extends Action {

    @Override
    int run() {
        CheckReport report = memories().check();
        answer(CheckForm.of(report), () -> show(report));
        return report.journalSound() && report.indexSound() ? DONE : ErrorCode.DAMAGED.exitCode();
    }

    private void show(CheckReport report) {
        Lines lines = lines();
        lines.print("journal: %s".formatted(report.journalSound() ? "sound" : "damaged"));
        report.journalProblems().forEach(problem -> lines.print("  " + problem));
        lines.print(
                "index: %s, %s, %,d missing, %,d stale, %,d surplus"
                        .formatted(
                                report.indexSound() ? "sound" : "not in step",
                                Lines.count(report.memories(), "memory", "memories"),
                                report.missing(),
                                report.stale(),
                                report.surplus()));
        if (!report.journalSound()) {
            lines.print(
                    "Keep the data directory as it is, and restore the latest export elsewhere.");
        } else if (!report.indexSound()) {
            lines.print("Run '%s reindex' to make the index anew.".formatted(Recall4jCommand.NAME));
        }
    }
}
