package dev.recall4j.local;

/** How finely an expression names a time. */
enum Granularity {
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
