package dev.recall4j.wire;

import dev.recall4j.model.Context;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Recalled;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A recall packed into a token budget.
 *
 * @param text what to put into the prompt
 * @param lines each line, and what it shows
 */
public record ContextForm(String text, int tokens, List<Line> lines, List<ReasonForm> reasons) {

    public static ContextForm of(Context context) {
        return new ContextForm(
                context.text(),
                context.tokens(),
                context.lines().stream().map(Line::of).toList(),
                context.reasons().stream().map(ReasonForm::of).toList());
    }

    /**
     * One line of a context.
     *
     * @param id of the memory that it shows, or that the turn it shows stands beside
     * @param score of that memory
     * @param turn the id of the turn that it shows as it was said; null if it shows the memory
     */
    public record Line(String id, double score, @Nullable String turn, String text) {

        private static Line of(Context.Line line) {
            Recalled recalled = line.recalled();
            HeardTurn turn = line.turn();
            return new Line(
                    recalled.memory().id().value(),
                    recalled.score(),
                    turn == null ? null : turn.id().value(),
                    line.text());
        }
    }
}
