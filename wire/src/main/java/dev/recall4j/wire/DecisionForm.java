package dev.recall4j.wire;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about one candidate.
 *
 * @param decision one of {@code add, reinforce, supersede, retract, ignore}
 * @param id the memory that was added, reinforced or retracted; null if none was
 * @param memory the text of a memory that is new
 * @param supersedes the memory whose place it takes
 * @param code why a candidate was ignored, for programs
 * @param reason why, for people
 */
public record DecisionForm(
        String decision,
        @Nullable String id,
        @Nullable String memory,
        @Nullable String supersedes,
        @Nullable String code,
        String reason) {

    public static DecisionForm of(Decision decision) {
        return switch (decision) {
            case Decision.Add add -> ofDraft("add", add.draft(), null, add.reason());
            case Decision.Supersede supersede ->
                    ofDraft(
                            "supersede",
                            supersede.draft(),
                            supersede.older().value(),
                            supersede.reason());
            case Decision.Reinforce reinforce ->
                    ofMemory("reinforce", reinforce.memory().value(), reinforce.reason());
            case Decision.Retract retract ->
                    ofMemory("retract", retract.memory().value(), retract.reason());
            case Decision.Ignore ignore ->
                    new DecisionForm(
                            "ignore", null, null, null, ignore.code().code(), ignore.reason());
        };
    }

    private static DecisionForm ofDraft(
            String decision, Draft draft, @Nullable String supersedes, String reason) {
        return new DecisionForm(
                decision, draft.id().value(), draft.text(), supersedes, null, reason);
    }

    private static DecisionForm ofMemory(String decision, String id, String reason) {
        return new DecisionForm(decision, id, null, null, null, reason);
    }
}
