package dev.recall4j.model;

/**
 * The id of one hearing: the turns that one {@code add} brought.
 *
 * @param value given out by Recall4j
 */
public record HearingId(String value) {

    public HearingId {
        value = Identifiers.require("hearing", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
