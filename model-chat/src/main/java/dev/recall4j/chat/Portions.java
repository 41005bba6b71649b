package dev.recall4j.chat;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;

/**
 * How much a model is given and asked for at once. Tokens of turns are estimated, on the high side
 * for most models: one for every three bytes of UTF-8, and 40 for each turn.
 *
 * @param turnTokens so many tokens of turns go into one call; longer conversations are split
 *     between turns, and a turn that is longer by itself has a call of its own. 200 to 200,000,
 *     default 4,000: models pass over more of a long conversation than of a short one
 * @param answerTokens so many tokens a model may answer; 200 to 200,000, default 8,000
 */
public record Portions(int turnTokens, int answerTokens) {

    private static final int TOKENS_MIN = 200;
    private static final int TOKENS_MAX = 200_000;
    private static final int TURN_OVERHEAD = 40;
    private static final int BYTES_PER_TOKEN = 3;
    private static final Portions DEFAULTS = new Portions(4_000, 8_000);

    /**
     * @throws InvalidRequestException if one is out of its range
     */
    public Portions {
        require("tokens of turns for one call", turnTokens);
        require("tokens of an answer", answerTokens);
    }

    private static void require(String what, int tokens) {
        if (tokens < TOKENS_MIN || tokens > TOKENS_MAX) {
            throw new InvalidRequestException(
                    "The %s are %,d; give %,d to %,d."
                            .formatted(what, tokens, TOKENS_MIN, TOKENS_MAX));
        }
    }

    public static Portions defaults() {
        return DEFAULTS;
    }

    /** The same with another number of tokens of turns. */
    public Portions withTurnTokens(int changed) {
        return new Portions(changed, answerTokens);
    }

    /** The same with another number of tokens of an answer. */
    public Portions withAnswerTokens(int changed) {
        return new Portions(turnTokens, changed);
    }

    static int tokensOf(HeardTurn turn) {
        return TURN_OVERHEAD + bytesOf(turn.turn().text()) / BYTES_PER_TOKEN;
    }

    private static int bytesOf(String text) {
        return text.chars().map(c -> c < 0x80 ? 1 : c < 0x800 || isSurrogate(c) ? 2 : 3).sum();
    }

    private static boolean isSurrogate(int c) {
        return Character.isSurrogate((char) c);
    }
}
