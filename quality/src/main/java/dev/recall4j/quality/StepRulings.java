package dev.recall4j.quality;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** How a {@link StepModel} rules on statements of which rules cannot tell how they relate. */
public enum StepRulings {
    /** All are compatible, so that rules decide alone. */
    NONE("given facts and rules alone"),
    /**
     * As the step expects, which nobody knows who only reads the statements. Shows what Recall4j
     * makes of perfect rulings, and so the most that a real model could reach. What one does reach,
     * it does not show.
     */
    ORACLE("given facts and an oracle's rulings");

    private final String given;

    StepRulings(String given) {
        this.given = given;
    }

    /** What the memories are made with, in words. */
    String given() {
        return given;
    }

    /** Its name in reports. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
