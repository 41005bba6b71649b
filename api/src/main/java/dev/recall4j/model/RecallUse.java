package dev.recall4j.model;

/** What a memory was recalled for. */
public enum RecallUse {
    /** It was among the results of a search. */
    SEARCH,
    /** It had a line of its own in a context. */
    CONTEXT
}
