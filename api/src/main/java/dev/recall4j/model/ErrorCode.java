package dev.recall4j.model;

import java.util.Locale;

/**
 * What can go wrong, and the one table of what that means on each surface. Programs branch on the
 * code; messages may change.
 */
public enum ErrorCode {
    /** The request is malformed or out of range: change it. */
    INVALID_REQUEST(400, 2),
    /** What the request names does not exist in this tenant. */
    NOT_FOUND(404, 2),
    /** The data was made by another embedder than the one configured. */
    EMBEDDER_MISMATCH(409, 2),
    /** The data was written by a newer version of Recall4j: upgrade. */
    NEWER_FORMAT(409, 2),
    /** The state moved, or another memory says the same: read again, then retry. */
    CONFLICT(409, 3),
    /** Another process holds the data directory. */
    IN_USE(503, 4),
    /** A store cannot be reached or written, the disk is full for example. */
    STORE_UNAVAILABLE(503, 4),
    /** A model cannot be reached or did not answer. */
    MODEL_UNAVAILABLE(503, 4),
    /** This instance was closed. */
    CLOSED(503, 4),
    /** The journal or the installation is damaged: look. */
    DAMAGED(500, 5);

    private final int httpStatus;
    private final int exitCode;

    ErrorCode(int httpStatus, int exitCode) {
        this.httpStatus = httpStatus;
        this.exitCode = exitCode;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Exit code of the command line; 0 means done and 1 is not used. */
    public int exitCode() {
        return exitCode;
    }

    /** The stable form on the wire and in {@code --json}, such as {@code not-found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
