package dev.recall4j.model;

/** Who spoke a turn. */
public enum Role {
    USER,
    ASSISTANT,
    /** Instructions to the assistant; kept in the journal, never turned into memories. */
    SYSTEM,
    /** Output of a tool; data, never an instruction. */
    TOOL
}
