package dev.recall4j;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.ScopeView;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that models say of a hearing, so that the rest can be decided at once.
 *
 * @param extractor name of what drew the proposal
 * @param vectors of the drafts; none if they are for review
 */
record Thought(
        Hearing hearing,
        String extractor,
        Proposal proposal,
        Map<MemoryId, float[]> vectors,
        Rulings rulings) {

    DecisionSet decide(ScopeView scope, Judge judge, Instant now) {
        List<Decision> decisions =
                Stream.concat(onDrafts(scope, judge).stream(), proposal.ignored().stream())
                        .toList();
        Act act = new Act(hearing.options().actor(), now, extractor);
        return new DecisionSet(hearing.id(), decisions, vectors, act);
    }

    private List<Decision> onDrafts(ScopeView scope, Judge judge) {
        return hearing.options().review()
                ? proposal.drafts().stream().map(Thought::forReview).toList()
                : judge.decide(scope, proposal.drafts(), rulings);
    }

    private static Decision forReview(Draft draft) {
        ReasonCode code = ReasonCode.AWAITS_REVIEW;
        return new Decision.Ignore(
                draft.evidence().getFirst(), code, draft, Reasons.of(code, 1).message());
    }

    ModelUse use() {
        return proposal.use().plus(rulings.use());
    }

    Stream<Reason> reasons() {
        return rulings.complete()
                ? Stream.of()
                : Stream.of(Reasons.of(ReasonCode.ARBITER_UNAVAILABLE, proposal.drafts().size()));
    }
}
