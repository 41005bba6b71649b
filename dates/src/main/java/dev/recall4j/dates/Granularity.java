package dev.recall4j.dates;

/** How finely an expression names a time. */
public enum Granularity {
    TIME,
    /** A morning, evening or night. */
    DAY_PART,
    DAY,
    WEEKEND,
    WEEK,
    MONTH,
    SEASON,
    YEAR,
    DECADE
}
