package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an {@code add} would do, before any of it is kept: its decisions, their reasons, and what
 * they cost. It can be looked at, changed, stored, and applied later, to the scope it was made for
 * and as long as no memory of that has changed.
 *
 * @param scope whose memory
 * @param hearing the id that the turns will be kept under
 * @param turns the turns, which will be kept with the decisions; all of the scope
 * @param options how they become memories
 * @param decisions what would be decided, in the order of the conversation
 * @param reasons why less would be kept than was said, if so
 * @param use what language models were used for it
 * @param version of the scope when it was made
 */
public record Plan(
        Scope scope,
        HearingId hearing,
        List<HeardTurn> turns,
        HearingOptions options,
        List<Decision> decisions,
        List<Reason> reasons,
        ModelUse use,
        long version) {

    /**
     * @throws InvalidRequestException if there is no turn, a turn is of another scope, a decision
     *     cites what is not said in them, or two memories have the same id
     */
    public Plan {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(hearing, "hearing");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(use, "use");
        turns = List.copyOf(turns);
        decisions = List.copyOf(decisions);
        reasons = List.copyOf(reasons);
        if (turns.isEmpty() || turns.size() > AddRequest.TURNS_MAX) {
            throw new InvalidRequestException(
                    "The plan has %,d turns; a plan has 1 to %,d."
                            .formatted(turns.size(), AddRequest.TURNS_MAX));
        }
        for (HeardTurn turn : turns) {
            requireScope(scope, turn);
        }
        Map<TurnId, HeardTurn> said =
                turns.stream()
                        .collect(Collectors.toMap(HeardTurn::id, turn -> turn, (one, same) -> one));
        decisions.stream()
                .flatMap(decision -> evidenceOf(decision).stream())
                .forEach(evidence -> requireSaid(evidence, said));
        requireOneMemoryOfAnId(decisions);
    }

    /** The same memory may take the place of several. */
    private static void requireOneMemoryOfAnId(List<Decision> decisions) {
        Map<MemoryId, Draft> drafts = new HashMap<>();
        for (Decision decision : decisions) {
            Draft draft = draftOf(decision);
            Draft other = draft == null ? null : drafts.put(draft.id(), draft);
            if (other != null && !other.equals(draft)) {
                throw new InvalidRequestException(
                        "The plan has two memories of the id %s; give each an id of its own."
                                .formatted(other.id()));
            }
        }
    }

    private static void requireScope(Scope scope, HeardTurn turn) {
        if (!turn.scope().equals(scope)) {
            throw new InvalidRequestException(
                    "The turn %s of the plan is of another scope than the plan; put it into a plan of its own."
                            .formatted(turn.id()));
        }
    }

    private static List<Evidence> evidenceOf(Decision decision) {
        return switch (decision) {
            case Decision.Add add -> requireEvidence(add.draft());
            case Decision.Supersede change -> requireEvidence(change.draft());
            case Decision.Reinforce again -> List.of(again.evidence());
            case Decision.Retract retract -> List.of();
            case Decision.Ignore ignore ->
                    ignore.held() == null
                            ? List.of(ignore.evidence())
                            : Stream.concat(
                                            Stream.of(ignore.evidence()),
                                            requireEvidence(ignore.held()).stream())
                                    .toList();
        };
    }

    private static List<Evidence> requireEvidence(Draft draft) {
        if (draft.evidence().isEmpty()) {
            throw new InvalidRequestException(
                    "The memory %s of the plan rests on no turn; cite one of the plan's."
                            .formatted(draft.id()));
        }
        return draft.evidence();
    }

    private static void requireSaid(Evidence evidence, Map<TurnId, HeardTurn> turns) {
        HeardTurn said = turns.get(evidence.turn());
        if (said == null) {
            throw new InvalidRequestException(
                    "A decision of the plan cites the turn %s, which is not among its turns."
                            .formatted(evidence.turn()));
        }
        evidence.requireWithin(said.turn().text().length());
    }

    /** The same with other decisions. */
    public Plan with(List<Decision> changed) {
        return new Plan(scope, hearing, turns, options, changed, reasons, use, version);
    }

    /** The same without the memories of some ids. */
    public Plan without(Set<MemoryId> unwanted) {
        return with(
                decisions.stream().filter(decision -> !isOf(draftOf(decision), unwanted)).toList());
    }

    private static boolean isOf(@Nullable Draft draft, Set<MemoryId> ids) {
        return draft != null && ids.contains(draft.id());
    }

    private static @Nullable Draft draftOf(Decision decision) {
        return switch (decision) {
            case Decision.Add add -> add.draft();
            case Decision.Supersede change -> change.draft();
            case Decision.Reinforce again -> null;
            case Decision.Retract retract -> null;
            case Decision.Ignore ignore -> null;
        };
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "Plan[turns=%d, decisions=%d, version=%d]"
                .formatted(turns.size(), decisions.size(), version);
    }
}
