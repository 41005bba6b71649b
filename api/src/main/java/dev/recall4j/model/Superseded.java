package dev.recall4j.model;

/**
 * What a search makes of superseded memories: those whose place a newer one has taken. What was
 * retracted or has expired is never found, and a search as of a time finds what was true then, be
 * it superseded since or not.
 */
public enum Superseded {
    /** Found, with half of the score: behind a current memory that answers as well. */
    DEMOTE,
    /** Not found. */
    LEAVE_OUT,
    /** Found like any other. */
    INCLUDE
}
