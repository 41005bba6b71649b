package dev.recall4j.wire;

import dev.recall4j.model.Context;
import dev.recall4j.model.Recalled;

import java.util.List;

/**
 * A recall packed into a token budget.
 *
 * @param text what to put into the prompt
 * @param lines each line, the memory it shows and its score
 */
public record ContextForm(String text, int tokens, List<Line> lines, List<ReasonForm> reasons) {

    public static ContextForm of(Context context) {
        return new ContextForm(
                context.text(),
                context.tokens(),
                context.lines().stream().map(Line::of).toList(),
                context.reasons().stream().map(ReasonForm::of).toList());
    }

    /** One line of a context. */
    public record Line(String id, double score, String text) {

        private static Line of(Context.Line line) {
            Recalled recalled = line.recalled();
            return new Line(recalled.memory().id().value(), recalled.score(), line.text());
        }
    }
}
