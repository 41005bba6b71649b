package dev.recall4j.spi;

import java.util.List;

/**
 * Some of the hearings that wait for their decisions.
 *
 * @param hearings oldest first
 * @param upTo the place behind which the next ones are found
 */
public record Backlog(List<PendingHearing> hearings, long upTo) {

    public Backlog {
        hearings = List.copyOf(hearings);
    }
}
