package dev.recall4j.chat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.ReasonCode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes candidates of the facts of a batch, each with its evidence. For one thread. */
final class Candidates {

    private final Batch batch;
    private final Set<Flaw> flaws;
    private final Map<Integer, Quotable> quotables = new HashMap<>();
    private final Map<Integer, List<Candidate>> byTurn = new TreeMap<>();
    private final List<Candidate> ofNoTurn = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();

    /**
     * @param flaws gets what is wrong with facts
     */
    Candidates(Batch batch, Set<Flaw> flaws) {
        this.batch = batch;
        this.flaws = flaws;
    }

    /** Leaves it out if a fact of the same turn says it in the same words. */
    void add(Fact fact) {
        if (!texts.add(fact.turn() + " " + fact.text().toLowerCase(Locale.ROOT))) {
            flaws.add(Flaw.DUPLICATE);
        } else if (batch.has(fact.turn())) {
            byTurn.computeIfAbsent(fact.turn(), turn -> new ArrayList<>()).add(candidate(fact));
        } else {
            flaws.add(Flaw.NO_SUCH_TURN);
            ofNoTurn.add(withoutEvidence(fact));
        }
    }

    private Candidate candidate(Fact fact) {
        HeardTurn turn = batch.turn(fact.turn());
        Period from = period(fact.from(), turn);
        Period to = period(fact.to(), turn);
        Instant since = from == null ? null : from.start();
        if (since != null && since.isAfter(turn.saidAt().toInstant())) {
            since = null;
        }
        Instant until = to == null ? null : to.end();
        if (from != null && until != null && !until.isAfter(from.start())) {
            flaws.add(Flaw.WRONG_TIME);
            until = null;
        }
        return new Candidate(fact.text(), evidence(fact, turn), fact.labels(), since, until);
    }

    private @Nullable Period period(@Nullable String iso, HeardTurn turn) {
        Period period = iso == null ? null : Period.of(iso, turn.saidAt().getZone());
        if (iso != null && period == null) {
            flaws.add(Flaw.WRONG_TIME);
        }
        return period;
    }

    /** Where the quote stands; an empty span if it does not, which nobody believes. */
    private Evidence evidence(Fact fact, HeardTurn turn) {
        Quotable.Span span =
                quotables
                        .computeIfAbsent(fact.turn(), number -> new Quotable(turn.turn().text()))
                        .find(fact.quote());
        if (span == null) {
            flaws.add(Flaw.NO_SUCH_QUOTE);
            return new Evidence(turn.id(), 0, 0);
        }
        return new Evidence(turn.id(), span.start(), span.end());
    }

    /** A turn that was not given cannot be named; without one, a candidate is not believed. */
    @SuppressWarnings("NullAway")
    private static Candidate withoutEvidence(Fact fact) {
        return new Candidate(fact.text(), null, fact.labels(), null);
    }

    /**
     * @param lost spans that could not be read
     */
    Extraction extraction(List<Skipped> lost, ModelUse use) {
        Set<Evidence> known = new HashSet<>();
        List<Skipped> skipped = new ArrayList<>(lost);
        lost.forEach(skip -> known.add(skip.evidence()));
        for (int number = 1; number <= batch.turns().size(); number++) {
            Evidence whole = wholeOf(batch.turn(number));
            if (!byTurn.containsKey(number) && known.add(whole)) {
                skipped.add(new Skipped(whole, ReasonCode.NOTHING_TO_REMEMBER));
            }
        }
        if (flaws.contains(Flaw.TOO_MANY)) {
            skipped.add(new Skipped(wholeOf(batch.turns().getLast()), ReasonCode.UNFIT));
        }
        List<Candidate> candidates =
                Stream.concat(byTurn.values().stream().flatMap(List::stream), ofNoTurn.stream())
                        .toList();
        return new Extraction(candidates, skipped, use);
    }

    static Evidence wholeOf(HeardTurn turn) {
        return new Evidence(turn.id(), 0, turn.turn().text().length());
    }
}
