package dev.recall4j.local;

import dev.recall4j.model.Turn;

/**
 * How statements name who spoke.
 *
 * @param opening at the beginning of a sentence
 * @param inside within a sentence
 */
record Speaker(String opening, String inside) {

    static Speaker of(Turn turn) {
        if (turn.speaker() != null) {
            String name = turn.speaker().strip().replaceAll("\\s+", " ");
            return new Speaker(name, name);
        }
        return switch (turn.role()) {
            case ASSISTANT -> new Speaker("The assistant", "the assistant");
            case TOOL -> new Speaker("The tool", "the tool");
            case USER, SYSTEM -> new Speaker("The user", "the user");
        };
    }

    String possessive(boolean opens) {
        return name(opens) + "'s";
    }

    String name(boolean opens) {
        return opens ? opening : inside;
    }
}
