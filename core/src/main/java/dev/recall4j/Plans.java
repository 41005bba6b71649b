package dev.recall4j;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Plan;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.ScopeView;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a plan must hold to before it is carried out: it may come from outside, and be changed. */
final class Plans {

    private Plans() {}

    static void requireUnmoved(Plan plan, ScopeView scope) {
        if (scope.version() != plan.version()) {
            throw new ConflictException(
                    "The plan was made for version %,d of its scope, which is at %,d now; plan anew."
                            .formatted(plan.version(), scope.version()));
        }
    }

    /** The decisions of a plan; what can be reckoned from a text is not taken from outside. */
    static List<Decision> decisions(Plan plan) {
        Map<TurnId, Turn> turns =
                plan.turns().stream()
                        .collect(
                                Collectors.toMap(
                                        HeardTurn::id, HeardTurn::turn, (one, same) -> one));
        return plan.decisions().stream()
                .map(decision -> withDraft(decision, draft -> draft.with(gist(draft, plan, turns))))
                .toList();
    }

    private static Gist gist(Draft draft, Plan plan, Map<TurnId, Turn> turns) {
        if (draft.isQuotation()) {
            return Gists.ofQuotation(draft.text(), speaker(draft, turns));
        }
        return plan.options().mode() == ExtractionMode.VERBATIM
                ? Gists.ofWords(draft.text(), speaker(draft, turns))
                : Gists.ofStatement(draft.text());
    }

    private static @Nullable String speaker(Draft draft, Map<TurnId, Turn> turns) {
        return Objects.requireNonNull(turns.get(draft.evidence().getFirst().turn())).speaker();
    }

    private static Decision withDraft(Decision decision, UnaryOperator<Draft> change) {
        return switch (decision) {
            case Decision.Add add ->
                    new Decision.Add(change.apply(add.draft()), add.outdated(), add.reason());
            case Decision.Supersede supersede ->
                    new Decision.Supersede(
                            supersede.older(),
                            change.apply(supersede.draft()),
                            supersede.from(),
                            supersede.reason());
            case Decision.Ignore ignore -> withHeld(ignore, change);
            case Decision.Reinforce reinforce -> reinforce;
            case Decision.Retract retract -> retract;
        };
    }

    private static Decision withHeld(Decision.Ignore ignore, UnaryOperator<Draft> change) {
        return ignore.held() == null
                ? ignore
                : new Decision.Ignore(
                        ignore.evidence(),
                        ignore.code(),
                        change.apply(ignore.held()),
                        ignore.reason());
    }

    /** What would be kept as memories. */
    static List<Draft> drafts(List<Decision> decisions) {
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
                .distinct()
                .toList();
    }
}
