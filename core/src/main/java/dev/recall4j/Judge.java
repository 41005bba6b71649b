package dev.recall4j;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.spi.ScopeView;

import java.util.List;

/** Decides what becomes of candidates. Writes nothing. */
interface Judge {

    /**
     * The decisions on some drafts, in their order. The drafts of one call see each other: of two
     * that say the same, the second reinforces the first.
     *
     * @param rulings on what rules leave open; one on a memory that has changed since counts for
     *     nothing
     */
    List<Decision> decide(ScopeView scope, List<Draft> drafts, Rulings rulings);
}
