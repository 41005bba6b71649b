package dev.recall4j.wire;

import java.util.List;

/**
 * What a demonstration did.
 *
 * @param conversationTokens how many tokens the whole conversation takes in a prompt
 */
public record DemoForm(ImportForm imported, List<Question> questions, int conversationTokens) {

    /**
     * A question and what was recalled for it.
     *
     * @param tokens how many tokens its context takes
     */
    public record Question(String question, ResultsForm recall, int tokens) {}
}
