package dev.recall4j.quality;

import java.util.Locale;

/** A half of the scenarios. */
public enum ScenarioSplit {
    /** Whoever works on the rules may look at what fails here. */
    DEV,
    /** Only the rates are looked at, so that they tell what the rules do with words unseen. */
    HELD_OUT;

    /** Its name in reports, and that of its directory. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
