package dev.recall4j.model;

/**
 * The id of a heard turn.
 *
 * @param value given out by Recall4j; unique, ordered by time of hearing
 */
public record TurnId(String value) {

    public TurnId {
        value = Identifiers.require("turn", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
