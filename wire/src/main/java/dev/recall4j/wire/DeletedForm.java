package dev.recall4j.wire;

/** How many memories a {@code delete-all} retracted. */
public record DeletedForm(long deleted) {}
