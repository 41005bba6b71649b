package dev.recall4j.model;

/**
 * Why something was not kept or not found.
 *
 * @param code for programs
 * @param message for people; names no remembered text
 * @param count of how many turns or memories it is true
 */
public record Reason(ReasonCode code, String message, long count) {}
