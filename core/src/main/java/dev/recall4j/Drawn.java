package dev.recall4j;

import static java.util.stream.Collectors.toSet;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Extractor;
import dev.recall4j.spi.Hearing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an extractor drew from a hearing, alone or together with others.
 *
 * @param extractor its name
 * @param spoken the turns of the hearing that it was given
 * @param inView all turns that it was given, of whichever hearing
 * @param extraction what it said of the turns of this hearing
 */
record Drawn(
        String extractor, List<HeardTurn> spoken, List<HeardTurn> inView, Extraction extraction) {

    private static final Extraction NOTHING = new Extraction(List.of(), List.of());

    /**
     * Asks an extractor once, about all of some hearings.
     *
     * @param hearings of one scope, in the order heard, with the same mode and settings
     * @return what it drew from each, in their order. What it used counts for the first that was
     *     asked about, and so does what cites no turn of any
     */
    static List<Drawn> from(List<Hearing> hearings, Extractor extractor) {
        List<List<HeardTurn>> spoken = hearings.stream().map(Proposal::spoken).toList();
        List<HeardTurn> inView = spoken.stream().flatMap(List::stream).toList();
        ExtractionSettings settings = hearings.getFirst().options().settings();
        Extraction rest = inView.isEmpty() ? NOTHING : extractor.extract(inView, settings);
        Set<TurnId> unclaimed = inView.stream().map(HeardTurn::id).collect(toSet());
        List<Drawn> drawn = new ArrayList<>();
        for (List<HeardTurn> own : spoken) {
            Extraction share = NOTHING;
            if (!own.isEmpty()) {
                own.forEach(turn -> unclaimed.remove(turn.id()));
                share = part(rest, evidence -> !cites(unclaimed, evidence), rest.use());
                rest = part(rest, evidence -> cites(unclaimed, evidence), ModelUse.NONE);
            }
            drawn.add(new Drawn(extractor.name(), own, inView, share));
        }
        return drawn;
    }

    /** An extractor may give no evidence at all, whatever its types say. */
    private static boolean cites(Set<TurnId> turns, @Nullable Evidence evidence) {
        return evidence != null && turns.contains(evidence.turn());
    }

    private static Extraction part(Extraction all, Predicate<Evidence> wanted, ModelUse use) {
        return new Extraction(
                all.candidates().stream()
                        .filter(candidate -> wanted.test(candidate.evidence()))
                        .toList(),
                all.skipped().stream().filter(skipped -> wanted.test(skipped.evidence())).toList(),
                use);
    }
}
