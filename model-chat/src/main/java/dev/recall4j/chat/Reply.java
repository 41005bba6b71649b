package dev.recall4j.chat;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What was read in the answer of a model.
 *
 * @param entries in their order; not checked
 * @param flaws what was wrong with the answer as a whole
 */
record Reply(List<JsonNode> entries, Set<Flaw> flaws) {

    Reply {
        entries = List.copyOf(entries);
        flaws = flaws.isEmpty() ? EnumSet.noneOf(Flaw.class) : EnumSet.copyOf(flaws);
    }

    static Reply none(Flaw flaw) {
        return new Reply(List.of(), EnumSet.of(flaw));
    }

    boolean losesAll() {
        return flaws.stream().anyMatch(Flaw::losesAll);
    }

    boolean losesRest() {
        return flaws.stream().anyMatch(Flaw::losesRest);
    }

    Reply with(Set<Flaw> more) {
        EnumSet<Flaw> all = EnumSet.noneOf(Flaw.class);
        all.addAll(flaws);
        all.addAll(more);
        return new Reply(entries, all);
    }
}
