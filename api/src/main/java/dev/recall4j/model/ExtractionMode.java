package dev.recall4j.model;

/** How turns become memories. */
public enum ExtractionMode {
    /** Each turn that is not a system turn is a memory as it stands. */
    VERBATIM,
    /** Rules, without a language model: self-contained statements that name the speaker. */
    LOCAL,
    /** A language model, through the configured extractor. */
    MODEL,
    /**
     * A language model writes one memory of how an agent did a task. The turns are its work, in
     * order: what it said, and what its tools put out. The scope names the agent.
     */
    PROCEDURE;

    /** Whether a language model is asked. */
    public boolean asksModel() {
        return this == MODEL || this == PROCEDURE;
    }
}
