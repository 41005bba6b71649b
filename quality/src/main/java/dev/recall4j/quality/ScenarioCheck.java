package dev.recall4j.quality;

import dev.recall4j.model.Memory;
import dev.recall4j.model.Status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Holds what a step expects against the memories there are. Not thread-safe. */
final class ScenarioCheck {

    private final List<Memory> memories;
    private final Instant now;
    private final Function<String, Instant> times;
    private final List<String> misses = new ArrayList<>();

    private ScenarioCheck(List<Memory> memories, Instant now, Function<String, Instant> times) {
        this.memories = memories;
        this.now = now;
        this.times = times;
    }

    /**
     * What is not as expected, one sentence each.
     *
     * @param memories of all statuses
     * @param times the time that a text of the scenario names
     */
    static List<String> misses(
            Expectation expected,
            List<Memory> memories,
            Instant now,
            Function<String, Instant> times) {
        ScenarioCheck check = new ScenarioCheck(memories, now, times);
        check.check(expected);
        return check.misses;
    }

    private void check(Expectation expected) {
        require("now", this::stands, expected.now());
        refuse("now", this::stands, expected.notNow());
        require("superseded", this::isPast, expected.superseded());
        for (Expectation.AsOf asOf : expected.asOf()) {
            Instant time = times.apply(asOf.at());
            Predicate<Memory> wasTrue =
                    memory -> memory.status() != Status.RETRACTED && memory.validAt(time);
            require("as of " + asOf.at(), wasTrue, asOf.yes());
            refuse("as of " + asOf.at(), wasTrue, asOf.no());
        }
    }

    private boolean stands(Memory memory) {
        return memory.status() == Status.ACTIVE && memory.validAt(now);
    }

    private boolean isPast(Memory memory) {
        boolean ended = memory.validTo() != null && !now.isBefore(memory.validTo());
        return memory.status() == Status.SUPERSEDED || memory.status() == Status.ACTIVE && ended;
    }

    private void require(String what, Predicate<Memory> holds, List<Wording> wordings) {
        for (Wording wording : wordings) {
            if (said(holds, wording).isEmpty()) {
                misses.add("%s: nothing says %s".formatted(what, wording));
            }
        }
    }

    private void refuse(String what, Predicate<Memory> holds, List<Wording> wordings) {
        for (Wording wording : wordings) {
            for (Memory memory : said(holds, wording)) {
                misses.add("%s: \"%s\" says %s".formatted(what, memory.text(), wording));
            }
        }
    }

    private List<Memory> said(Predicate<Memory> holds, Wording wording) {
        return memories.stream().filter(holds).filter(m -> wording.isIn(m.text())).toList();
    }
}
