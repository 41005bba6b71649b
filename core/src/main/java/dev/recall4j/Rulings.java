package dev.recall4j;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ModelUse;
import dev.recall4j.spi.Arbiter.Ruling;

import java.util.List;
import java.util.Map;

/**
 * How drafts relate to memories that rules say nothing about.
 *
 * @param ofDrafts what was ruled of each draft, the most alike memory first; a draft of which
 *     nothing was ruled is absent
 * @param use what language models were used for it
 * @param complete whether all that was unclear was ruled
 */
record Rulings(Map<MemoryId, List<Ruled>> ofDrafts, ModelUse use, boolean complete) {

    /** Nothing was unclear, or nobody was asked. */
    static final Rulings NONE = new Rulings(Map.of(), ModelUse.NONE, true);

    /**
     * A ruling.
     *
     * @param memory as it was when it was ruled on
     */
    record Ruled(Memory memory, Ruling ruling) {}

    /** The same, where what was used is counted elsewhere. */
    Rulings withoutUse() {
        return new Rulings(ofDrafts, ModelUse.NONE, complete);
    }

    List<Ruled> of(MemoryId draft) {
        return ofDrafts.getOrDefault(draft, List.of());
    }
}
