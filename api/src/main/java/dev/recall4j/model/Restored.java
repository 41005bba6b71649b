package dev.recall4j.model;

/**
 * What a restore did.
 *
 * @param taken how many records were taken in
 * @param skipped how many were there already, or were erased, or say what a memory says already
 */
public record Restored(long taken, long skipped) {}
