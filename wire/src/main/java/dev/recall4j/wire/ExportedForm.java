package dev.recall4j.wire;

/** How many records an export holds. */
public record ExportedForm(long records) {}
