package dev.recall4j.model;

import java.util.List;

/**
 * What an {@code add} did. The turns are durable, and so is every decision listed.
 *
 * @param turns the turns that were kept, in the order given; those heard before are not among them
 * @param decisions what was decided about each candidate, in the order of the conversation
 * @param reasons why less was kept than was said, if so
 * @param use what language models were used for it
 */
public record Added(
        List<TurnId> turns, List<Decision> decisions, List<Reason> reasons, ModelUse use) {

    public Added {
        turns = List.copyOf(turns);
        decisions = List.copyOf(decisions);
        reasons = List.copyOf(reasons);
    }

    /** The ids of the memories that are new; those of quotations are not among them. */
    public List<MemoryId> added() {
        return decisions.stream()
                .<Draft>mapMulti((decision, drafts) -> {
                    switch (decision) {
                        case Decision.Add add -> drafts.accept(add.draft());
                        case Decision.Supersede supersede -> drafts.accept(supersede.draft());
                        case Decision.Reinforce reinforce -> {}
                        case Decision.Retract retract -> {}
                        case Decision.Ignore ignore -> {}
                    }
                })
                .filter(draft -> !draft.isQuotation())
                .map(Draft::id)
                .toList();
    }

    /** The ids of the memories that were stated again. */
    public List<MemoryId> reinforced() {
        return decisions.stream()
                .filter(Decision.Reinforce.class::isInstance)
                .map(decision -> ((Decision.Reinforce) decision).memory())
                .distinct()
                .toList();
    }
}
