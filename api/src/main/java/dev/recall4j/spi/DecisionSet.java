package dev.recall4j.spi;

import dev.recall4j.model.Decision;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.MemoryId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decisions that stand or fall together.
 *
 * @param hearing the hearing they settle, or null if they come from none
 * @param decisions in the order of the conversation; a later one may refer to a memory that an
 *     earlier one adds
 * @param vectors the vector of each memory that is added
 * @param act by whom and when
 * @param heard turns that are kept together with the decisions on them, or null if there are none
 *     or they were kept before
 * @param released held candidates that are not held any more
 */
public record DecisionSet(
        @Nullable HearingId hearing,
        List<Decision> decisions,
        Map<MemoryId, float[]> vectors,
        Act act,
        @Nullable Hearing heard,
        Set<MemoryId> released) {

    public DecisionSet {
        decisions = List.copyOf(decisions);
        released = Set.copyOf(released);
    }

    /** Decisions on what was kept before. */
    public DecisionSet(
            @Nullable HearingId hearing,
            List<Decision> decisions,
            Map<MemoryId, float[]> vectors,
            Act act) {
        this(hearing, decisions, vectors, act, null, Set.of());
    }
}
