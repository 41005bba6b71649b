package dev.recall4j.quality;

import java.util.List;

/**
 * Rules on statements by what a step expects of them, which nobody knows who only reads them. Of
 * two, one that must be true now takes the place of one that must not; all else is compatible.
 *
 * @param type what the scenario is about: in a correction, what is no more was never true
 */
record StepOracle(ScenarioClass type, Expectation expected) {

    /** The verdict as the prompt has it. */
    String verdict(String known, String heard) {
        if (stands(heard) && isOver(known)) {
            return type == ScenarioClass.CORRECTION ? "correction" : "change";
        }
        return stands(known) && isOver(heard) ? "change" : "compatible";
    }

    private boolean stands(String statement) {
        return isIn(expected.now(), statement) && !isIn(expected.notNow(), statement);
    }

    /** What was superseded may be told with fewer words than what took its place. */
    private boolean isOver(String statement) {
        return isIn(expected.notNow(), statement)
                || isIn(expected.superseded(), statement) && !isIn(expected.now(), statement);
    }

    private static boolean isIn(List<Wording> wordings, String statement) {
        return wordings.stream().anyMatch(wording -> wording.isIn(statement));
    }
}
