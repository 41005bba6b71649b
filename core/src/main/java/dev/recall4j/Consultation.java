package dev.recall4j;

import dev.recall4j.ClaimReader.Reading;
import dev.recall4j.Rulings.Ruled;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Arbiter;
import dev.recall4j.spi.Arbiter.Arbitration;
import dev.recall4j.spi.Arbiter.Pair;
import dev.recall4j.spi.Arbiter.Ruling;
import dev.recall4j.spi.Arbiter.Statement;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settles before a transaction what rules cannot settle inside of it: statements that are alike and
 * are neither the same in words nor claim what contradicts. Those go to the arbiter, all of one
 * {@code add} in one call. How a task was done is true for good, whatever is heard later.
 * Thread-safe.
 */
final class Consultation {

    private static final int NEIGHBOURS = 3;

    private final Neighbours neighbours;
    private final @Nullable Arbiter arbiter;

    Consultation(Neighbours neighbours, @Nullable Arbiter arbiter) {
        this.neighbours = neighbours;
        this.arbiter = arbiter;
    }

    /** A draft beside a memory that is like it. */
    private record Doubt(Draft draft, Memory memory) {

        Pair pair() {
            return new Pair(
                    new Statement(draft.text(), draft.saidAt(), draft.validFrom()),
                    new Statement(memory.text(), memory.saidAt(), memory.validFrom()));
        }
    }

    Rulings on(Tenant tenant, Scope scope, List<Draft> drafts, Map<MemoryId, float[]> vectors) {
        Map<MemoryId, List<Ruled>> ruled = new HashMap<>();
        List<Doubt> doubts = new ArrayList<>();
        for (Draft draft : drafts) {
            float[] vector = vectors.getOrDefault(draft.id(), new float[0]);
            Reading reading = ClaimReader.read(draft.text());
            for (Memory memory : neighbours.of(tenant, scope, draft.text(), vector, NEIGHBOURS)) {
                if (Wording.isSame(draft.text(), memory.text())) {
                    note(ruled, draft, new Ruled(memory, Ruling.SAME));
                } else if (!Steps.areIn(memory.text())
                        && !isClear(reading, ClaimReader.read(memory.text()))) {
                    doubts.add(new Doubt(draft, memory));
                }
            }
        }
        return arbiter == null || doubts.isEmpty()
                ? new Rulings(ruled, ModelUse.NONE, true)
                : settled(arbiter, doubts, ruled);
    }

    private static boolean isClear(Reading heard, Reading known) {
        return heard.ends(known) || known.ends(heard);
    }

    /** Without its arbiter, rules decide alone. */
    private static Rulings settled(
            Arbiter arbiter, List<Doubt> doubts, Map<MemoryId, List<Ruled>> ruled) {
        List<Doubt> asked = doubts.subList(0, Math.min(Arbiter.PAIRS_MAX, doubts.size()));
        try {
            Arbitration arbitration = arbiter.settle(asked.stream().map(Doubt::pair).toList());
            for (int i = 0; i < asked.size(); i++) {
                Doubt doubt = asked.get(i);
                Ruling ruling = arbitration.rulings().get(i);
                note(ruled, doubt.draft(), new Ruled(doubt.memory(), ruling));
            }
            return new Rulings(ruled, arbitration.use(), asked.size() == doubts.size());
        } catch (UnavailableException e) {
            return new Rulings(ruled, ModelUse.NONE, false);
        }
    }

    private static void note(Map<MemoryId, List<Ruled>> ruled, Draft draft, Ruled ruling) {
        ruled.computeIfAbsent(draft.id(), id -> new ArrayList<>()).add(ruling);
    }
}
