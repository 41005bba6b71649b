package dev.recall4j;

import dev.recall4j.Rulings.Ruled;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.Arbiter.Ruling;
import dev.recall4j.spi.ScopeView;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides by rules, and by rulings where there are some. What a scope says already, in the same
 * words, is reinforced. Where two statements {@linkplain ClaimReader claim} what cannot be true at
 * once, or are ruled not to be, the one that is true later takes the place of the other, whichever
 * was heard first; so a late arriving old fact never overrides a newer one. Everything else is
 * added. Thread-safe.
 */
final class ClaimJudge implements Judge {

    @Override
    public List<Decision> decide(ScopeView scope, List<Draft> drafts, Rulings rulings) {
        Beliefs beliefs = new Beliefs(scope);
        return drafts.stream()
                .flatMap(
                        draft -> new Case(beliefs, draft, rulings.of(draft.id())).decide().stream())
                .toList();
    }

    /** One draft before the judge. */
    private static final class Case {

        private final Beliefs beliefs;
        private final Draft draft;
        private final Belief heard;
        private final List<Belief> rivals;
        private final List<Ruled> rulings;

        Case(Beliefs beliefs, Draft draft, List<Ruled> rulings) {
            this.beliefs = beliefs;
            this.draft = draft;
            this.heard = Belief.of(draft);
            this.rivals = beliefs.with(draft.gist().topics());
            this.rulings = rulings.stream().filter(beliefs::stillHolds).toList();
        }

        List<Decision> decide() {
            return twin().map(twin -> List.of(reinforcing(twin)))
                    .or(() -> successor().map(successor -> List.of(late(successor))))
                    .orElseGet(this::placed);
        }

        private Optional<MemoryId> twin() {
            return beliefs.withFingerprint(draft.fingerprint())
                    .or(() ->
                            rivals.stream().filter(heard::saysTheSame).map(Belief::id).findFirst())
                    .or(() -> ruled(Ruling.SAME).map(same -> same.memory().id()).findFirst());
        }

        /** What is true instead of it, and has been since before it was heard. */
        private Optional<Belief> successor() {
            return Stream.concat(
                            rivals.stream().filter(rival -> rival.outdates(heard)),
                            ruled(Ruling.CHANGE)
                                    .map(ruled -> Belief.of(ruled.memory()))
                                    .filter(known -> known.isLaterThan(heard)))
                    .findFirst();
        }

        private List<Decision> placed() {
            List<Belief> outdated = rivals.stream().filter(heard::ends).toList();
            List<Belief> changed =
                    ruled(Ruling.CHANGE)
                            .map(ruled -> Belief.of(ruled.memory()))
                            .filter(known -> outdated.stream().noneMatch(known::isSameAs))
                            .toList();
            List<Belief> corrected =
                    ruled(Ruling.CORRECTION)
                            .map(ruled -> Belief.of(ruled.memory()))
                            .filter(known -> outdated.stream().noneMatch(known::isSameAs))
                            .filter(known -> !known.saidAt().isAfter(heard.saidAt()))
                            .toList();
            List<Decision> decisions =
                    Stream.of(
                                    outdated.stream().map(this::superseding),
                                    changed.stream().map(this::changing),
                                    corrected.stream().map(this::correcting))
                            .flatMap(all -> all)
                            .toList();
            Stream.of(outdated, changed, corrected).flatMap(List::stream).forEach(beliefs::drop);
            beliefs.add(heard, draft);
            return decisions.isEmpty()
                    ? List.of(new Decision.Add(draft, "not known yet"))
                    : decisions;
        }

        private Stream<Ruled> ruled(Ruling ruling) {
            return rulings.stream().filter(ruled -> ruled.ruling() == ruling);
        }

        private Decision reinforcing(MemoryId twin) {
            return new Decision.Reinforce(
                    twin,
                    draft.evidence().getFirst(),
                    draft.saidAt(),
                    draft.expiresAt(),
                    "says the same");
        }

        private Decision late(Belief successor) {
            return new Decision.Add(
                    draft,
                    new Decision.Outdated(successor.id(), end(successor)),
                    "something newer was known already");
        }

        /** What followed it may be past by now, and so earlier than what is true instead of it. */
        private Instant end(Belief successor) {
            return beliefs.pastWith(draft.gist().topics())
                    .filter(past -> past.outdates(heard))
                    .map(Belief::begin)
                    .filter(begin -> begin.isAfter(heard.begin()))
                    .filter(begin -> begin.isBefore(successor.begin()))
                    .min(Comparator.naturalOrder())
                    .orElse(successor.begin());
        }

        private Decision superseding(Belief older) {
            return heard.reading().correcting()
                    ? correcting(older)
                    : new Decision.Supersede(
                            older.id(),
                            draft,
                            heard.beginAfter(older),
                            "tells what is true since then");
        }

        private Decision changing(Belief older) {
            return new Decision.Supersede(
                    older.id(),
                    draft,
                    heard.beginChanging(older),
                    "the model found that it tells of a change");
        }

        private Decision correcting(Belief older) {
            return new Decision.Supersede(older.id(), draft, older.begin(), "corrects it");
        }
    }
}
