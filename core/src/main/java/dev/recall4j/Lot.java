package dev.recall4j;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.PendingHearing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Hearings of one kind, which can be thought about together.
 *
 * @param hearings in the order heard; at least one
 */
record Lot(List<PendingHearing> hearings) {

    /** One call of a model that reads more settles too much of it without being asked back. */
    static final int TURNS_MAX = 100;

    Lot {
        hearings = List.copyOf(hearings);
    }

    /**
     * What hearings have in common that are thought about together: whose they are, and all that an
     * extractor is told. What else their options say is done for each by itself.
     */
    record Kind(
            Tenant tenant,
            Scope scope,
            ExtractionMode mode,
            ExtractionSettings settings,
            boolean review) {

        static Kind of(PendingHearing heard) {
            HearingOptions options = heard.hearing().options();
            return new Kind(
                    heard.tenant(),
                    heard.scope(),
                    options.mode(),
                    options.settings(),
                    options.review());
        }
    }

    /** Puts hearings of one kind together, in the order in which the first of each was heard. */
    static List<Lot> of(List<PendingHearing> heard) {
        return heard.stream()
                .collect(groupingBy(Kind::of, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(Lot::new)
                .toList();
    }

    ExtractionMode mode() {
        return hearings.getFirst().hearing().options().mode();
    }

    int turns() {
        return hearings.stream().mapToInt(Lot::turns).sum();
    }

    private static int turns(PendingHearing heard) {
        return heard.hearing().turns().size();
    }

    /**
     * In parts of at most {@value #TURNS_MAX} turns; a longer hearing is one by itself, and so is
     * the work on a task.
     */
    List<List<PendingHearing>> parts() {
        List<List<PendingHearing>> parts = new ArrayList<>();
        int turns = TURNS_MAX;
        for (PendingHearing next : hearings) {
            if (mode() == ExtractionMode.PROCEDURE || turns + turns(next) > TURNS_MAX) {
                parts.add(new ArrayList<>());
                turns = 0;
            }
            parts.getLast().add(next);
            turns += turns(next);
        }
        return parts;
    }
}
