package dev.recall4j.wire;

import dev.recall4j.model.CheckReport;

import java.util.List;

/** What a check of journal and index found; see {@link CheckReport}. */
public record CheckForm(
        boolean journalSound,
        boolean indexSound,
        List<String> journalProblems,
        long memories,
        long missing,
        long stale,
        long surplus) {

    public static CheckForm of(CheckReport report) {
        return new CheckForm(
                report.journalSound(),
                report.indexSound(),
                report.journalProblems(),
                report.memories(),
                report.missing(),
                report.stale(),
                report.surplus());
    }
}
