package dev.recall4j.model;

import java.util.List;

/**
 * What a check of journal and index found.
 *
 * @param journalProblems what is wrong with the journal, in sentences without remembered text
 * @param memories how many memories the journal has for the index
 * @param missing how many of them the index does not have
 * @param stale how many the index has in an older state
 * @param surplus how many the index has that the journal does not
 */
public record CheckReport(
        List<String> journalProblems, long memories, long missing, long stale, long surplus) {

    public CheckReport {
        journalProblems = List.copyOf(journalProblems);
    }

    public boolean journalSound() {
        return journalProblems.isEmpty();
    }

    public boolean indexSound() {
        return missing == 0 && stale == 0 && surplus == 0;
    }
}
