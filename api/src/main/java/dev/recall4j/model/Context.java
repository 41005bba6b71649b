package dev.recall4j.model;

import java.util.List;

/**
 * A recall packed into a token budget, ready to put into a prompt.
 *
 * @param text the lines joined; empty if nothing was found
 * @param tokens how many tokens the text has; never above the budget
 * @param lines each line and the memory it shows
 * @param reasons why there is nothing or not more
 */
public record Context(String text, int tokens, List<Line> lines, List<Reason> reasons) {

    public Context {
        lines = List.copyOf(lines);
        reasons = List.copyOf(reasons);
    }

    /** The number of tokens and lines only. */
    @Override
    public String toString() {
        return "Context[tokens=%d, lines=%d]".formatted(tokens, lines.size());
    }

    /** One line of a context. */
    public record Line(String text, Recalled recalled) {

        /** The memory's id only. */
        @Override
        public String toString() {
            return "Line[memory=%s]".formatted(recalled.memory().id());
        }
    }
}
