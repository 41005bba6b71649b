package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that a caller can act on, told apart by what the caller can do. Messages
 * say what was expected, what was found and what to do; they never hold remembered text.
 */
public abstract sealed class RecallException extends RuntimeException
        permits InvalidRequestException, ConflictException, UnavailableException, DamagedException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    RecallException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
