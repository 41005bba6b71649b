package dev.recall4j.cli;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Plan;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lays out what was decided, or would be. */
final class DecisionLines {

    private static final String INDENT = " ".repeat(2);

    private final Lines lines;

    DecisionLines(Lines lines) {
        this.lines = lines;
    }

    /** What was done. */
    void done(List<Decision> decisions) {
        decisions.stream().filter(one -> !isQuotation(one)).forEach(this::done);
        long quoted = decisions.stream().filter(DecisionLines::isQuotation).count();
        if (quoted > 0) {
            lines.note(
                    Lines.count(quoted, "turn is", "turns are") + " kept word for word as well.");
        }
    }

    private static boolean isQuotation(Decision decision) {
        return decision instanceof Decision.Add add && add.draft().isQuotation();
    }

    private void done(Decision decision) {
        switch (decision) {
            case Decision.Add add -> kept("remembered", add.draft());
            case Decision.Supersede supersede -> {
                kept("remembered", supersede.draft());
                lines.note(INDENT + "in place of " + supersede.older());
            }
            case Decision.Reinforce reinforce ->
                    lines.print("known already" + INDENT + reinforce.memory());
            case Decision.Retract retract -> lines.print("retracted" + INDENT + retract.memory());
            // Its reason is among those of the whole add.
            case Decision.Ignore ignore -> held("held", ignore.held());
        }
    }

    private void held(String what, @Nullable Draft held) {
        if (held != null) {
            kept(what, held);
        }
    }

    private void kept(String what, Draft draft) {
        lines.statement(what, draft.text());
        lines.note(INDENT + draft.id());
    }

    /** What would be done, why, and by which words. */
    void planned(Plan plan) {
        Map<TurnId, Turn> turns =
                plan.turns().stream()
                        .collect(
                                Collectors.toMap(
                                        heard -> heard.id(), heard -> heard.turn(), (a, b) -> a));
        for (Decision decision : plan.decisions()) {
            if (!isQuotation(decision)) {
                planned(decision);
                lines.note(INDENT + decision.reason());
                evidence(decision).forEach(one -> quoted(one, turns));
            }
        }
        if (plan.decisions().isEmpty()) {
            lines.print("Nothing would be remembered.");
        }
        lines.reasons(plan.reasons());
        lines.note(inWords(plan.use()));
    }

    private void planned(Decision decision) {
        switch (decision) {
            case Decision.Add add -> lines.statement("would remember", add.draft().text());
            case Decision.Supersede supersede -> {
                lines.statement("would remember", supersede.draft().text());
                lines.note(INDENT + "in place of " + supersede.older());
            }
            case Decision.Reinforce reinforce ->
                    lines.print("known already" + INDENT + reinforce.memory());
            case Decision.Retract retract ->
                    lines.print("would retract" + INDENT + retract.memory());
            case Decision.Ignore ignore -> {
                if (ignore.held() == null) {
                    lines.print("would leave out: " + ignore.code().code());
                } else {
                    lines.statement(
                            "would hold (%s)".formatted(ignore.code().code()),
                            ignore.held().text());
                }
            }
        }
    }

    private static List<Evidence> evidence(Decision decision) {
        return switch (decision) {
            case Decision.Add add -> add.draft().evidence();
            case Decision.Supersede supersede -> supersede.draft().evidence();
            case Decision.Reinforce reinforce -> List.of(reinforce.evidence());
            case Decision.Retract retract -> List.of();
            case Decision.Ignore ignore -> List.of(ignore.evidence());
        };
    }

    private void quoted(Evidence evidence, Map<TurnId, Turn> turns) {
        Turn turn = turns.get(evidence.turn());
        if (turn != null) {
            lines.quote(
                    INDENT,
                    turn.speaker(),
                    turn.text().substring(evidence.start(), evidence.end()));
        }
    }

    private static String inWords(ModelUse use) {
        return use.calls() == 0
                ? "Nothing was stored. No language model was asked."
                : "Nothing was stored. Used: %s, %,d tokens of prompt (%,d cached), %,d of answer."
                        .formatted(
                                Lines.count(use.calls(), "call", "calls"),
                                use.promptTokens(),
                                use.cachedTokens(),
                                use.answerTokens());
    }
}
