package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A recall packed into a token budget, ready to put into a prompt.
 *
 * @param text the lines joined; empty if nothing was found
 * @param tokens how many tokens the text has; never above the budget
 * @param lines each line and the memory or turn it shows, in their order
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

    /**
     * One line of a context: a memory, or a turn as it was said, because it stands beside what a
     * memory was drawn from and gave no memory itself.
     *
     * @param text the line, as it stands in the context
     * @param recalled the memory; if it is a turn's line, the one that the turn stands beside,
     *     which need not have a line of its own
     * @param turn the turn, or null if it is the memory's line
     */
    public record Line(String text, Recalled recalled, @Nullable HeardTurn turn) {

        /** A line that shows a memory. */
        public Line(String text, Recalled recalled) {
            this(text, recalled, null);
        }

        /** The ids only. */
        @Override
        public String toString() {
            MemoryId memory = recalled.memory().id();
            return turn == null
                    ? "Line[memory=%s]".formatted(memory)
                    : "Line[turn=%s, beside=%s]".formatted(turn.id(), memory);
        }
    }
}
