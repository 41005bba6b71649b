package dev.recall4j.model;

/** How turns become memories. */
public enum ExtractionMode {
    /** Each turn that is not a system turn is a memory as it stands. */
    VERBATIM,
    /** Rules, without a language model: self-contained statements that name the speaker. */
    LOCAL,
    /** A language model, through the configured extractor. */
    MODEL
}
