package dev.recall4j;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Plan;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Extractor;
import dev.recall4j.spi.ScopeView;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a plan must hold to before it is carried out: it may come from outside, and be changed. */
final class Plans {

    private static final String REASON = "as planned";

    private Plans() {}

    static void requireUnmoved(Plan plan, ScopeView scope) {
        if (scope.version() != plan.version()) {
            throw new ConflictException(
                    "The plan was made for version %,d of its scope, which is at %,d now; plan anew."
                            .formatted(plan.version(), scope.version()));
        }
    }

    /**
     * The decisions of a plan; what can be reckoned from a text is not taken from outside, nor are
     * reasons, which outlive what they may tell of.
     *
     * @throws InvalidRequestException if there are more than turns can give
     */
    static List<Decision> decisions(Plan plan) {
        long most = Extractor.entriesMax(plan.turns());
        if (plan.decisions().size() > most) {
            throw new InvalidRequestException(
                    "The plan has %,d decisions; its turns allow %,d. Split it."
                            .formatted(plan.decisions().size(), most));
        }
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
                    new Decision.Add(change.apply(add.draft()), add.outdated(), REASON);
            case Decision.Supersede supersede ->
                    new Decision.Supersede(
                            supersede.older(),
                            change.apply(supersede.draft()),
                            supersede.from(),
                            REASON);
            case Decision.Ignore ignore -> withHeld(ignore, change);
            case Decision.Reinforce reinforce ->
                    new Decision.Reinforce(
                            reinforce.memory(),
                            reinforce.evidence(),
                            reinforce.saidAt(),
                            reinforce.expiresAt(),
                            REASON);
            case Decision.Retract retract -> new Decision.Retract(retract.memory(), REASON);
        };
    }

    private static Decision withHeld(Decision.Ignore ignore, UnaryOperator<Draft> change) {
        Draft held = ignore.held();
        return new Decision.Ignore(
                ignore.evidence(), ignore.code(), held == null ? null : change.apply(held), REASON);
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
