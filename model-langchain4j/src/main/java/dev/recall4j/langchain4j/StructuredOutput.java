package dev.recall4j.langchain4j;

/** How a model is held to answer in JSON. */
public enum StructuredOutput {
    /** It is given the schema of the answer and keeps it. */
    JSON_SCHEMA,
    /** It is told to answer in JSON; the schema is for the prompt to describe. */
    JSON,
    /** It is told by the prompt only. */
    TEXT
}
